package dev.millrace.prediction;

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
import dev.millrace.models.ModelId;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.util.List;
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

/** Batch predictions: submit, list, get, cancel, delete. */
@Tag(name = "Batch predictions", description = "Durable jobs that predict every row of a data set, each once.")
@RestController
@RequestMapping("/api/v1/predictions")
class BatchController {
    private static final int SHOWN = 20;

    private final Batches batches;
    private final BatchResults results;
    private final Jobs jobs;
    private final JobPages pages;
    private final JobLinks links;
    private final Clock clock;

    BatchController(Batches batches, BatchResults results, Jobs jobs, JobPages pages, JobLinks links, Clock clock) {
        this.batches = batches;
        this.results = results;
        this.jobs = jobs;
        this.pages = pages;
        this.links = links;
        this.clock = clock;
    }

    @Operation(summary = "Predict every row of a data set", description = """
                    A row that does not fit the model fails by itself. Accepted also while Temporal does not answer; it starts once it \
                    does.""")
    @ApiResponse(responseCode = "202", description = "Accepted; Location is where the job is.")
    @ApiResponse(responseCode = "404", description = "The workspace has no such model or data set.")
    @ApiResponse(responseCode = "409", description = "No version is named and none is deployed.")
    @Requires(Role.OPERATOR)
    @PostMapping("/batch")
    ResponseEntity<BatchJobView> submit(
            Caller caller,
            @RequestBody BatchRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
        return accepted(caller, batches.submit(caller, request.spec(), idempotencyKey));
    }

    @Operation(summary = "List batch predictions, newest first")
    @GetMapping
    Page<BatchJobView> list(
            Caller caller,
            PageRequest page,
            @Parameter(description = "Only jobs of this status.") @RequestParam(required = false) @Nullable
                    JobStatus status,
            @Parameter(description = "Only batches of this model.")
                    @RequestParam(name = "model_id", required = false)
                    @Nullable
                    ModelId modelId) {
        JobFilter filter = new JobFilter(JobKind.BATCH_PREDICTION, status, modelId == null ? null : modelId.toString());
        return pages.list(
                caller, filter, page, job -> BatchJobView.of(job, List.of(), links.of(caller, job), clock.instant()));
    }

    @Operation(summary = "Get a batch prediction with its first results")
    @ApiResponse(responseCode = "200", description = "The batch as it is now.")
    @ApiResponse(responseCode = "304", description = "Nothing has changed since the answer with this ETag.")
    @GetMapping("/{id}")
    ResponseEntity<BatchJobView> get(
            Caller caller,
            @PathVariable JobId id,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch) {
        BatchJobView view = view(caller, jobs.get(caller.tenant(), JobKind.BATCH_PREDICTION, id));
        return ETags.answer(ifNoneMatch, ETags.fingerprint(view), view);
    }

    @Operation(
            summary = "Cancel an open batch prediction, or delete one that has ended",
            description = "Deleting takes its results with it.")
    @ApiResponse(responseCode = "202", description = "It was open; the cancellation is under way.")
    @ApiResponse(responseCode = "204", description = "It had ended; it is deleted with its results.")
    @ApiResponse(responseCode = "409", description = "It ended at this moment; the same request again deletes it.")
    @Requires(Role.OPERATOR)
    @DeleteMapping("/{id}")
    ResponseEntity<BatchJobView> remove(Caller caller, @PathVariable JobId id) {
        Job cancelled = batches.remove(caller, id);
        return cancelled == null ? ResponseEntity.noContent().build() : accepted(caller, cancelled);
    }

    private ResponseEntity<BatchJobView> accepted(Caller caller, Job job) {
        return ResponseEntity.accepted().location(URI.create(links.self(job))).body(view(caller, job));
    }

    private BatchJobView view(Caller caller, Job job) {
        return BatchJobView.of(job, results.first(job.ref(), SHOWN), links.of(caller, job), clock.instant());
    }
}
