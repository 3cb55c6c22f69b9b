package dev.millrace.jobs;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.events.EventType;
import dev.millrace.events.JobEvent;
import dev.millrace.events.JobEvents;
import dev.millrace.http.Page;
import dev.millrace.http.PageRequest;
import dev.millrace.problems.Problem;
import dev.millrace.security.Caller;
import dev.millrace.tenancy.Json;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The steps of a run in detail: the parts of large ones, their outputs, what they told. */
@Tag(name = "Runs")
@RestController
@RequestMapping("/api/v1/ai/workflows/{id}")
final class RunStepsController {
    private final Jobs jobs;
    private final JobSteps steps;
    private final RunViews views;
    private final JobEvents events;
    private final ArtifactStore artifacts;

    RunStepsController(Jobs jobs, JobSteps steps, RunViews views, JobEvents events, ArtifactStore artifacts) {
        this.jobs = jobs;
        this.steps = steps;
        this.views = views;
        this.events = events;
        this.artifacts = artifacts;
    }

    @Operation(
            summary = "List a run's steps, in their order",
            description = "Those of the outermost block, or the items, iterations and inner steps of one.")
    @GetMapping("/steps")
    Page<RunStepView> steps(
            Caller caller,
            @PathVariable JobId id,
            @Parameter(description = "The step whose parts are listed; the outermost block when null.")
                    @RequestParam(required = false)
                    @Nullable
                    String parent,
            PageRequest page) {
        JobRef run = run(caller, id);
        List<PlacedStep> placed = steps.list(run, parent, place(page.after()), page.fetch());
        List<JobStep> found = placed.stream().map(PlacedStep::step).toList();
        Iterator<RunStepView> shown = views.steps(run, found).iterator();
        return Page.of(placed, page, step -> cursor(step.place()), step -> shown.next());
    }

    @Operation(summary = "Get what a step gave", description = "As JSON, however large.")
    @ApiResponse(
            responseCode = "200",
            description = "The output.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema))
    @ApiResponse(responseCode = "409", description = "The step has no output: it is not completed.")
    @GetMapping("/steps/{path}/output")
    void output(Caller caller, @PathVariable JobId id, @PathVariable String path, HttpServletResponse response)
            throws IOException {
        JobStep step = steps.find(run(caller, id), path).orElseThrow(() -> Problem.notFound("step", path));
        try (InputStream bytes = open(caller, step)) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            bytes.transferTo(response.getOutputStream());
        }
    }

    @Operation(summary = "Read what a run told, oldest first")
    @GetMapping("/logs")
    Page<LogLine> logs(
            Caller caller,
            @PathVariable JobId id,
            @Parameter(description = "Only what this step told.") @RequestParam(required = false) @Nullable String step,
            PageRequest page) {
        UUID job = run(caller, id).job().value();
        UUID after = page.after();
        long seen = after == null ? 0 : after.getLeastSignificantBits();
        List<JobEvent> lines = events.read(caller.tenant(), job, EventType.LOG, step, seen, page.fetch());
        return Page.of(lines, page, line -> new UUID(0, line.id()), LogLine::of);
    }

    private InputStream open(Caller caller, JobStep step) {
        if (step.outputArtifact() != null) {
            return artifacts.open(caller.tenant(), step.outputArtifact());
        }
        if (step.output() == null) {
            throw Problem.conflict("step " + step.id() + " is " + step.status().wire() + " and has no output");
        }
        return new ByteArrayInputStream(Json.write(step.output()).getBytes(StandardCharsets.UTF_8));
    }

    private JobRef run(Caller caller, JobId id) {
        return jobs.get(caller.tenant(), id).ref();
    }

    private static PlacedStep.Place place(@Nullable UUID cursor) {
        return cursor == null
                ? PlacedStep.Place.BEFORE_ALL
                : new PlacedStep.Place((int) cursor.getMostSignificantBits(), cursor.getLeastSignificantBits());
    }

    private static UUID cursor(PlacedStep.Place place) {
        return new UUID(place.position(), place.tie());
    }
}
