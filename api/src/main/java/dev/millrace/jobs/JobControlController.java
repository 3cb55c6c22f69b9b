package dev.millrace.jobs;

import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Steers jobs of one kind that are under way. A job of another kind is not found here. {@code V} is what they are shown as. */
public abstract class JobControlController<V> {
    private final JobKind kind;
    private final JobSteering steering;

    protected JobControlController(JobKind kind, JobSteering steering) {
        this.kind = kind;
        this.steering = steering;
    }

    protected abstract V view(Caller caller, Job job);

    @Operation(
            summary = "Cancel the job",
            description =
                    "One that is queued is cancelled at once and never started; one that is under way ends soon after, with the jobs that it has started.")
    @ApiResponse(responseCode = "202", description = "The cancellation is under way.")
    @ApiResponse(responseCode = "409", description = "The job has ended.")
    @Requires(Role.OPERATOR)
    @PatchMapping("/cancel")
    public ResponseEntity<V> cancel(Caller caller, @PathVariable JobId id) {
        return accepted(caller, steering.controls().cancel(caller.tenant(), known(caller, id)));
    }

    @Operation(
            summary = "Pause the job",
            description =
                    "It stops between steps, and in a fit at its last checkpoint if the algorithm keeps any. What had no result yet is done again once it goes on.")
    @ApiResponse(responseCode = "202", description = "The job will pause.")
    @ApiResponse(responseCode = "409", description = "The job has not started yet, or has ended.")
    @Requires(Role.OPERATOR)
    @PostMapping("/pause")
    public ResponseEntity<V> pause(Caller caller, @PathVariable JobId id) {
        return accepted(caller, steering.controls().pause(caller.tenant(), known(caller, id)));
    }

    @Operation(summary = "Continue the paused job")
    @ApiResponse(responseCode = "202", description = "The job will go on.")
    @ApiResponse(responseCode = "409", description = "The job has not started yet, or has ended.")
    @Requires(Role.OPERATOR)
    @PostMapping("/continue")
    public ResponseEntity<V> resume(Caller caller, @PathVariable JobId id) {
        return accepted(caller, steering.controls().resume(caller.tenant(), known(caller, id)));
    }

    /** @throws dev.millrace.problems.Problem 404 when the caller has no such job of this kind */
    protected final JobId known(Caller caller, JobId id) {
        return steering.jobs().get(caller.tenant(), kind, id).ref().job();
    }

    private ResponseEntity<V> accepted(Caller caller, Job job) {
        return ResponseEntity.accepted()
                .location(URI.create(steering.links().self(job)))
                .body(view(caller, job));
    }
}
