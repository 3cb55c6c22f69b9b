package dev.millrace.automl;

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
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Steers AutoML jobs that are under way. */
@Tag(name = "AutoML")
@RestController
@RequestMapping("/api/v1/training/automl/{id}")
class AutomlControlController {
    private final Jobs jobs;
    private final JobControls controls;
    private final JobLinks links;
    private final AutomlViews views;

    AutomlControlController(Jobs jobs, JobControls controls, JobLinks links, AutomlViews views) {
        this.jobs = jobs;
        this.controls = controls;
        this.links = links;
        this.views = views;
    }

    @Operation(
            summary = "Cancel an AutoML job",
            description =
                    "One that is queued is cancelled at once and never started; one that is under way ends soon after, with its study.")
    @ApiResponse(responseCode = "202", description = "The cancellation is under way.")
    @ApiResponse(responseCode = "409", description = "The job has ended.")
    @Requires(Role.OPERATOR)
    @PatchMapping("/cancel")
    ResponseEntity<AutomlJobView> cancel(Caller caller, @PathVariable JobId id) {
        return accepted(caller, controls.cancel(caller.tenant(), automl(caller, id)));
    }

    @Operation(
            summary = "Pause an AutoML job",
            description = "Trials under way are done again after it. The time budget does not run meanwhile.")
    @ApiResponse(responseCode = "202", description = "The job will pause.")
    @ApiResponse(responseCode = "409", description = "The job has not started yet, or has ended.")
    @Requires(Role.OPERATOR)
    @PostMapping("/pause")
    ResponseEntity<AutomlJobView> pause(Caller caller, @PathVariable JobId id) {
        return accepted(caller, controls.pause(caller.tenant(), automl(caller, id)));
    }

    @Operation(summary = "Continue a paused AutoML job")
    @ApiResponse(responseCode = "202", description = "The job will go on.")
    @ApiResponse(responseCode = "409", description = "The job has not started yet, or has ended.")
    @Requires(Role.OPERATOR)
    @PostMapping("/continue")
    ResponseEntity<AutomlJobView> resume(Caller caller, @PathVariable JobId id) {
        return accepted(caller, controls.resume(caller.tenant(), automl(caller, id)));
    }

    /** A job of another kind is not found here. */
    private JobId automl(Caller caller, JobId id) {
        return jobs.get(caller.tenant(), JobKind.AUTOML, id).ref().job();
    }

    private ResponseEntity<AutomlJobView> accepted(Caller caller, Job job) {
        return ResponseEntity.accepted().location(URI.create(links.self(job))).body(views.brief(caller, job));
    }
}
