package dev.millrace.tuning;

import dev.millrace.events.EventStream;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobControlController;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobSteering;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Follows and steers studies that are under way. */
@Tag(name = "Hyperparameter tuning")
@RestController
@RequestMapping("/api/v1/training/hyperparameter-tuning/{id}")
class TuningControlController extends JobControlController<StudyView> {
    private final StudySteering studies;
    private final StudyViews views;
    private final EventStream stream;

    TuningControlController(JobSteering steering, StudySteering studies, StudyViews views, EventStream stream) {
        super(JobKind.HYPERPARAMETER_TUNING, steering);
        this.studies = studies;
        this.views = views;
        this.stream = stream;
    }

    @Operation(
            summary = "Change what a study may do",
            description = "While it searches; the change is kept, and holds from the next trial on.")
    @ApiResponse(responseCode = "200", description = "The study with its new limits.")
    @ApiResponse(responseCode = "409", description = "The search has ended, or more trials than that have begun.")
    @Requires(Role.OPERATOR)
    @PatchMapping
    StudyView change(Caller caller, @PathVariable JobId id, @RequestBody StudyChange change) {
        return views.of(caller, studies.change(caller.tenant(), known(caller, id), change.budget(), change.space()));
    }

    @Operation(
            summary = "Follow a study's events",
            description = "Server-sent events, beginning after Last-Event-ID; the stream closes after the final one.")
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void events(
            Caller caller,
            @PathVariable JobId id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response)
            throws IOException {
        stream.send(caller.tenant(), known(caller, id).value(), lastEventId, response);
    }

    @Override
    protected StudyView view(Caller caller, Job job) {
        return views.of(caller, job);
    }
}
