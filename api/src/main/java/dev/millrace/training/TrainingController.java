package dev.millrace.training;

import dev.millrace.http.ETags;
import dev.millrace.http.Page;
import dev.millrace.http.PageRequest;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobFilter;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobLinks;
import dev.millrace.jobs.JobPages;
import dev.millrace.jobs.JobStatus;
import dev.millrace.jobs.Jobs;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Trainings: submit, list, get, delete. */
@Tag(name = "Training", description = "Durable jobs that fit a model and register it.")
@RestController
@RequestMapping("/api/v1/training/jobs")
class TrainingController {
    private final Trainings trainings;
    private final Jobs jobs;
    private final JobPages pages;
    private final JobLinks links;
    private final Clock clock;

    TrainingController(Trainings trainings, Jobs jobs, JobPages pages, JobLinks links, Clock clock) {
        this.trainings = trainings;
        this.jobs = jobs;
        this.pages = pages;
        this.links = links;
        this.clock = clock;
    }

    @Operation(summary = "Train a model", description = """
                    Checks the data set's columns, the algorithm and its settings at once, then trains in the background: validate, \
                    prepare, fit, evaluate, register, and deploy if auto_deploy is met. Accepted also while Temporal does not answer; \
                    it starts once it does.""")
    @ApiResponse(responseCode = "202", description = "Accepted; Location is where the job is.")
    @ApiResponse(responseCode = "404", description = "The workspace has no such data set.")
    @Requires(Role.OPERATOR)
    @PostMapping
    ResponseEntity<TrainingJobView> submit(
            Caller caller,
            @RequestBody TrainingJobRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
        Job job = trainings.submit(caller, request.spec(), idempotencyKey);
        return ResponseEntity.accepted().location(URI.create(links.self(job))).body(view(caller, job));
    }

    @Operation(summary = "List trainings, newest first")
    @GetMapping
    Page<TrainingJobView> list(
            Caller caller,
            PageRequest page,
            @Parameter(description = "Only jobs of this status.") @RequestParam(required = false) @Nullable
                    JobStatus status,
            @Parameter(description = "Only trainings of this model.")
                    @RequestParam(name = "model_name", required = false)
                    @Nullable
                    String modelName) {
        JobFilter filter = new JobFilter(JobKind.TRAINING, status, modelName);
        return pages.list(caller, filter, page, job -> view(caller, job));
    }

    @Operation(summary = "Get a training")
    @ApiResponse(responseCode = "200", description = "The training as it is now.")
    @ApiResponse(responseCode = "304", description = "Nothing has changed since the answer with this ETag.")
    @GetMapping("/{id}")
    ResponseEntity<TrainingJobView> get(
            Caller caller,
            @PathVariable JobId id,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch) {
        TrainingJobView view = view(caller, jobs.get(caller.tenant(), JobKind.TRAINING, id));
        return ETags.answer(ifNoneMatch, ETags.fingerprint(view), view);
    }

    @Operation(
            summary = "Delete a training that has ended",
            description = "With its events, metrics and curves. The model version that it registered stays.")
    @ApiResponse(responseCode = "204", description = "Deleted.")
    @ApiResponse(responseCode = "409", description = "The training has not ended: cancel it first.")
    @Requires(Role.OPERATOR)
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(Caller caller, @PathVariable JobId id) {
        trainings.delete(caller, id);
        return ResponseEntity.noContent().build();
    }

    private TrainingJobView view(Caller caller, Job job) {
        return TrainingJobView.of(job, links.of(caller, job), clock.instant());
    }
}
