package dev.millrace.pipelines;

import dev.millrace.http.TraceFilter;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.Priority;
import dev.millrace.jobs.RunForker;
import dev.millrace.jobs.RunView;
import dev.millrace.jobs.RunViews;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** New runs that take over results of an earlier one. */
@Tag(name = "Runs")
@RestController
@RequestMapping("/api/v1/ai/workflows/{id}")
class RunForksController {
    private final RunSubmissions submissions;
    private final Map<JobKind, RunForker> forkers;
    private final Jobs jobs;
    private final RunViews views;

    RunForksController(RunSubmissions submissions, ObjectProvider<RunForker> forkers, Jobs jobs, RunViews views) {
        this.submissions = submissions;
        this.forkers = forkers.stream().collect(Collectors.toMap(RunForker::kind, Function.identity()));
        this.jobs = jobs;
        this.views = views;
    }

    @Operation(summary = "Run a pipeline or an agent again from one of its steps", description = """
                    A new run, with another input or document if asked for. What does not depend on the step is not done again: its \
                    recorded results are taken over, however long ago the run was. The run itself stays as it is. Of an agent, a question before the step that is the same \
                    as then is answered as then, and so are calls of tools; only its input can be changed.""")
    @ApiResponse(responseCode = "202", description = "Accepted; Location is where the new run is.")
    @Requires(Role.OPERATOR)
    @PostMapping("/fork")
    ResponseEntity<RunView> fork(
            Caller caller,
            @PathVariable JobId id,
            @RequestBody ForkRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
        RunForker own = forkers.get(jobs.get(caller.tenant(), id).kind());
        if (own != null) {
            return views.accepted(caller, own.fork(caller, id, request.order(), idempotencyKey));
        }
        SubmitOptions options = options(caller, request.priority(), idempotencyKey);
        return views.accepted(caller, submissions.fork(caller.tenant(), id, request.fork(), options));
    }

    @Operation(summary = "Run a failed or cancelled pipeline again", description = """
                    A new run with the same document and input. Everything that was completed and not undone is taken over; the \
                    rest is done.""")
    @ApiResponse(responseCode = "202", description = "Accepted; Location is where the new run is.")
    @ApiResponse(responseCode = "409", description = "The run has neither failed nor been cancelled.")
    @Requires(Role.OPERATOR)
    @PostMapping("/retry")
    ResponseEntity<RunView> retry(
            Caller caller,
            @PathVariable JobId id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
        SubmitOptions options = options(caller, null, idempotencyKey);
        return views.accepted(caller, submissions.retry(caller.tenant(), id, options));
    }

    private static SubmitOptions options(Caller caller, @Nullable Priority priority, @Nullable String idempotencyKey) {
        return new SubmitOptions(priority, caller.actor(), TraceFilter.current(), idempotencyKey);
    }
}
