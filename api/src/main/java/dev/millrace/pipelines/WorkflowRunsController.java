package dev.millrace.pipelines;

import dev.millrace.http.Page;
import dev.millrace.http.PageRequest;
import dev.millrace.http.TraceFilter;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobStatus;
import dev.millrace.jobs.RunView;
import dev.millrace.jobs.RunViews;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The runs of a workflow. */
@Tag(name = "Workflows")
@RestController
@RequestMapping("/api/v1/workflows/{id}")
class WorkflowRunsController {
    private final Definitions definitions;
    private final RunSubmissions submissions;
    private final PipelineRuns runs;
    private final Workflows workflows;
    private final RunViews views;

    WorkflowRunsController(
            Definitions definitions,
            RunSubmissions submissions,
            PipelineRuns runs,
            Workflows workflows,
            RunViews views) {
        this.definitions = definitions;
        this.submissions = submissions;
        this.runs = runs;
        this.workflows = workflows;
        this.views = views;
    }

    @Operation(
            summary = "Run a workflow",
            description = "/start does the same. Accepted also while Temporal does not answer; it starts once it does.")
    @ApiResponse(responseCode = "202", description = "Accepted; Location is where the run is.")
    @Requires(Role.OPERATOR)
    @PostMapping({"/execute", "/start"})
    ResponseEntity<RunView> execute(
            Caller caller,
            @PathVariable DefinitionId id,
            @RequestBody(required = false) @Nullable ExecuteRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
        ExecuteRequest asked = Objects.requireNonNullElse(request, ExecuteRequest.PLAIN);
        SubmitOptions options =
                new SubmitOptions(asked.priority(), caller.actor(), TraceFilter.current(), idempotencyKey);
        return views.accepted(caller, submissions.start(caller.tenant(), asked.of(id), options));
    }

    @Operation(
            summary = "Cancel a workflow's open runs",
            description = "The workflow itself stays, and can be run again.")
    @ApiResponse(responseCode = "202", description = "The runs whose cancellation is under way.")
    @Requires(Role.OPERATOR)
    @PostMapping("/stop")
    @ResponseStatus(HttpStatus.ACCEPTED)
    StoppedView stop(Caller caller, @PathVariable DefinitionId id) {
        List<JobId> stopped = workflows.stop(caller, id);
        return new StoppedView(stopped.size(), stopped);
    }

    @Operation(summary = "List a workflow's runs, newest first", description = "Without their steps.")
    @GetMapping("/runs")
    Page<RunView> runs(
            Caller caller,
            @PathVariable DefinitionId id,
            @Parameter(description = "Only runs of this status.") @RequestParam(required = false) @Nullable
                    JobStatus status,
            PageRequest page) {
        Definition definition = definitions.get(caller.tenant(), id);
        JobId before = page.after() == null ? null : new JobId(page.after());
        List<Job> found = runs.list(caller.tenant(), definition.id(), status, before, page.fetch());
        return views.list(caller, Page.of(found, page, job -> job.ref().job().value(), job -> job));
    }
}
