package dev.millrace.jobs;

import dev.millrace.events.EventStream;
import dev.millrace.http.Page;
import dev.millrace.http.PageRequest;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Runs of every kind: what is running, how far it is, and the signals it answers to. */
@Tag(name = "Runs", description = "Every job as a durable run, whatever its kind.")
@RestController
@RequestMapping("/api/v1/ai/workflows")
final class RunsController {
    private final Jobs jobs;
    private final JobPages pages;
    private final JobControls controls;
    private final RunViews views;
    private final EventStream events;

    RunsController(Jobs jobs, JobPages pages, JobControls controls, RunViews views, EventStream events) {
        this.jobs = jobs;
        this.pages = pages;
        this.controls = controls;
        this.views = views;
        this.events = events;
    }

    @Operation(summary = "List runs, newest first", description = "Without their steps, which the run itself shows.")
    @GetMapping
    Page<RunView> list(
            Caller caller,
            PageRequest page,
            @Parameter(description = "Only runs of this status.") @RequestParam(required = false) @Nullable
                    JobStatus status,
            @Parameter(description = "Only runs of this type.")
                    @RequestParam(name = "workflow_type", required = false)
                    @Nullable
                    JobKind workflowType,
            @Parameter(description = "Only runs of this name: of a workflow, or of the model that is trained.")
                    @RequestParam(required = false)
                    @Nullable
                    String name,
            @Parameter(description = "Only runs accepted after this time.")
                    @RequestParam(name = "created_after", required = false)
                    @Nullable
                    Instant createdAfter,
            @Parameter(description = "Only runs accepted before this time.")
                    @RequestParam(name = "created_before", required = false)
                    @Nullable
                    Instant createdBefore) {
        JobFilter filter = new JobFilter(workflowType, status, name, createdAfter, createdBefore);
        return views.list(caller, pages.list(caller, filter, page, job -> job));
    }

    @Operation(summary = "Get a run with its steps")
    @GetMapping("/{id}")
    RunView get(Caller caller, @PathVariable JobId id) {
        return views.of(caller, jobs.get(caller.tenant(), id));
    }

    @Operation(summary = "Ask the run itself for its state", description = "A live query, which a worker answers.")
    @GetMapping("/{id}/state")
    JobState state(Caller caller, @PathVariable JobId id) {
        return controls.state(caller.tenant(), id);
    }

    @Operation(summary = "Cancel a run")
    @Requires(Role.OPERATOR)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RunView cancel(Caller caller, @PathVariable JobId id) {
        return views.of(caller, controls.cancel(caller.tenant(), id));
    }

    @Operation(
            summary = "Follow a run's events",
            description = "Server-sent events, beginning after Last-Event-ID; closes after the final one.")
    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void events(
            Caller caller,
            @PathVariable JobId id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response)
            throws IOException {
        Job job = jobs.get(caller.tenant(), id);
        events.send(caller.tenant(), job.ref().job().value(), lastEventId, response);
    }
}
