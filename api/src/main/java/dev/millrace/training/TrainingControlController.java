package dev.millrace.training;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobControls;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobLinks;
import dev.millrace.jobs.Jobs;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Steers trainings that are under way. */
@Tag(name = "Training")
@RestController
@RequestMapping("/api/v1/training/jobs/{id}")
class TrainingControlController {
    private final Jobs jobs;
    private final JobControls controls;
    private final JobLinks links;
    private final Clock clock;

    TrainingControlController(Jobs jobs, JobControls controls, JobLinks links, Clock clock) {
        this.jobs = jobs;
        this.controls = controls;
        this.links = links;
        this.clock = clock;
    }

    @Operation(
            summary = "Cancel a training",
            description =
                    "One that is queued is cancelled at once and never started; one in the middle of a fit ends soon after.")
    @ApiResponse(responseCode = "202", description = "The cancellation is under way.")
    @ApiResponse(responseCode = "409", description = "The training has ended.")
    @Requires(Role.OPERATOR)
    @PatchMapping("/cancel")
    ResponseEntity<TrainingJobView> cancel(Caller caller, @PathVariable JobId id) {
        return accepted(caller, controls.cancel(caller.tenant(), training(caller, id)));
    }

    @Operation(
            summary = "Pause a training",
            description = "It stops between steps, or in a fit at its last checkpoint.")
    @ApiResponse(responseCode = "202", description = "The training will pause.")
    @ApiResponse(responseCode = "409", description = "The training has not started yet, or has ended.")
    @Requires(Role.OPERATOR)
    @PostMapping("/pause")
    ResponseEntity<TrainingJobView> pause(Caller caller, @PathVariable JobId id) {
        return accepted(caller, controls.pause(caller.tenant(), training(caller, id)));
    }

    @Operation(summary = "Continue a paused training")
    @ApiResponse(responseCode = "202", description = "The training will go on.")
    @ApiResponse(responseCode = "409", description = "The training has not started yet, or has ended.")
    @Requires(Role.OPERATOR)
    @PostMapping("/continue")
    ResponseEntity<TrainingJobView> resume(Caller caller, @PathVariable JobId id) {
        return accepted(caller, controls.resume(caller.tenant(), training(caller, id)));
    }

    /** A job of another kind is not found here. */
    private JobId training(Caller caller, JobId id) {
        return jobs.get(caller.tenant(), JobKind.TRAINING, id).ref().job();
    }

    private ResponseEntity<TrainingJobView> accepted(Caller caller, Job job) {
        return ResponseEntity.accepted()
                .location(URI.create(links.self(job)))
                .body(TrainingJobView.of(job, links.of(caller, job), clock.instant()));
    }
}
