package dev.millrace.training;

import dev.millrace.events.EventStream;
import dev.millrace.events.EventType;
import dev.millrace.events.JobEvent;
import dev.millrace.events.JobEvents;
import dev.millrace.http.Page;
import dev.millrace.http.PageRequest;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.LogLine;
import dev.millrace.problems.Problem;
import dev.millrace.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a training tells while it works, and how its model was judged. */
@Tag(name = "Training")
@RestController
@RequestMapping("/api/v1/training/jobs/{id}")
class TrainingProgressController {
    private static final int MOST_POINTS = 10_000;

    private final Jobs jobs;
    private final JobEvents events;
    private final EventStream stream;
    private final TrainingReports reports;

    TrainingProgressController(Jobs jobs, JobEvents events, EventStream stream, TrainingReports reports) {
        this.jobs = jobs;
        this.events = events;
        this.stream = stream;
        this.reports = reports;
    }

    @Operation(
            summary = "Get the series that the fit reported",
            description = "Such as the loss after each step, oldest first; at most 10,000 values.")
    @GetMapping("/metrics")
    List<MetricPoint> metrics(Caller caller, @PathVariable JobId id) {
        UUID job = training(caller, id).job().value();
        return events.read(caller.tenant(), job, EventType.METRIC, 0, MOST_POINTS).stream()
                .map(MetricPoint::of)
                .toList();
    }

    @Operation(
            summary = "Get the curves by which the model was judged",
            description =
                    "ROC and precision-recall, residuals, or the distribution of anomaly scores; the confusion matrix, and the features' importances.")
    @ApiResponse(responseCode = "200", description = "The report on the test rows.")
    @ApiResponse(
            responseCode = "409",
            description = "The model has not been judged: the training is not that far, or failed.")
    @GetMapping("/curves")
    EvaluationReport curves(Caller caller, @PathVariable JobId id) {
        return reports.find(training(caller, id))
                .orElseThrow(() -> Problem.conflict(
                        "the model has not been judged; curves are there once the step evaluate is completed"));
    }

    @Operation(summary = "Read what the training told, oldest first")
    @GetMapping("/logs")
    Page<LogLine> logs(Caller caller, @PathVariable JobId id, PageRequest page) {
        UUID job = training(caller, id).job().value();
        UUID after = page.after();
        long seen = after == null ? 0 : after.getLeastSignificantBits();
        List<JobEvent> lines = events.read(caller.tenant(), job, EventType.LOG, seen, page.fetch());
        return Page.of(lines, page, line -> new UUID(0, line.id()), LogLine::of);
    }

    @Operation(
            summary = "Follow a training's events",
            description = "Server-sent events, beginning after Last-Event-ID; the stream closes after the final one.")
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void events(
            Caller caller,
            @PathVariable JobId id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response)
            throws IOException {
        UUID job = training(caller, id).job().value();
        stream.send(caller.tenant(), job, lastEventId, response);
    }

    private JobRef training(Caller caller, JobId id) {
        return jobs.get(caller.tenant(), JobKind.TRAINING, id).ref();
    }
}
