package dev.millrace.jobs;

import dev.millrace.events.EventStream;
import dev.millrace.http.Page;
import dev.millrace.http.PageRequest;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
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
    private final JobSteps steps;
    private final JobControls controls;
    private final JobLinks links;
    private final EventStream events;

    RunsController(
            Jobs jobs, JobPages pages, JobSteps steps, JobControls controls, JobLinks links, EventStream events) {
        this.jobs = jobs;
        this.pages = pages;
        this.steps = steps;
        this.controls = controls;
        this.links = links;
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
                    JobKind workflowType) {
        JobFilter filter = new JobFilter(workflowType, status, null);
        return pages.list(caller, filter, page, job -> RunView.of(job, List.of(), links.ofRun(caller, job)));
    }

    @Operation(summary = "Get a run with its steps")
    @GetMapping("/{id}")
    RunView get(Caller caller, @PathVariable JobId id) {
        return view(caller, jobs.get(caller.tenant(), id));
    }

    @Operation(summary = "Ask the run itself for its state", description = "A live query, which a worker answers.")
    @GetMapping("/{id}/state")
    JobState state(Caller caller, @PathVariable JobId id) {
        return controls.state(caller.tenant(), id);
    }

    @Operation(summary = "Continue a paused run")
    @Requires(Role.OPERATOR)
    @PutMapping("/{id}/continue")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RunView resume(Caller caller, @PathVariable JobId id) {
        return view(caller, controls.resume(caller.tenant(), id));
    }

    @Operation(summary = "Cancel a run")
    @Requires(Role.OPERATOR)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RunView cancel(Caller caller, @PathVariable JobId id) {
        return view(caller, controls.cancel(caller.tenant(), id));
    }

    @Operation(summary = "Send a signal", description = "pause, continue or cancel.")
    @Requires(Role.OPERATOR)
    @PostMapping("/{id}/signals/{name}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RunView signal(Caller caller, @PathVariable JobId id, @PathVariable String name) {
        Job job = switch (name) {
            case "pause" -> controls.pause(caller.tenant(), id);
            case "continue" -> controls.resume(caller.tenant(), id);
            case "cancel" -> controls.cancel(caller.tenant(), id);
            default -> throw unknownSignal(caller, id, name);
        };
        return view(caller, job);
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

    private Problem unknownSignal(Caller caller, JobId id, String name) {
        Job job = jobs.get(caller.tenant(), id);
        return new Problem(
                ProblemType.NOT_FOUND,
                "a " + job.kind().wire() + " run has no signal " + name + "; it has pause, continue and cancel");
    }

    private RunView view(Caller caller, Job job) {
        return RunView.of(job, steps.list(job.ref()), links.ofRun(caller, job));
    }
}
