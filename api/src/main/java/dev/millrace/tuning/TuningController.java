package dev.millrace.tuning;

import dev.millrace.http.ETags;
import dev.millrace.http.Page;
import dev.millrace.http.PageRequest;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobFilter;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobPages;
import dev.millrace.jobs.JobStatus;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
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

/** Studies: submit, list, get, delete. */
@Tag(
        name = "Hyperparameter tuning",
        description =
                "Durable studies that search for the best hyperparameters; each trial counts once, whatever dies.")
@RestController
@RequestMapping("/api/v1/training/hyperparameter-tuning")
class TuningController {
    private final Tunings tunings;
    private final JobPages pages;
    private final StudyViews views;

    TuningController(Tunings tunings, JobPages pages, StudyViews views) {
        this.tunings = tunings;
        this.pages = pages;
        this.views = views;
    }

    @Operation(summary = "Search for the best hyperparameters", description = """
                    Checks data set, algorithms and search space at once, then tries in the background what the sampler chooses; at the end \
                    the best trial's model is trained, registered, and deployed if auto_deploy is met. Accepted also while Temporal does \
                    not answer; it starts once it does.""")
    @ApiResponse(responseCode = "202", description = "Accepted; Location is where the study is.")
    @ApiResponse(responseCode = "404", description = "The workspace has no such data set, or no study to warm up with.")
    @Requires(Role.OPERATOR)
    @PostMapping
    ResponseEntity<StudyView> submit(
            Caller caller,
            @RequestBody StudyRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
        return views.accepted(caller, tunings.submit(caller, request.spec(), idempotencyKey));
    }

    @Operation(summary = "List studies, newest first")
    @GetMapping
    Page<StudyView> list(
            Caller caller,
            PageRequest page,
            @Parameter(description = "Only studies of this status.") @RequestParam(required = false) @Nullable
                    JobStatus status,
            @Parameter(description = "Only studies for this model.")
                    @RequestParam(name = "model_name", required = false)
                    @Nullable
                    String modelName) {
        JobFilter filter = new JobFilter(JobKind.HYPERPARAMETER_TUNING, status, modelName);
        Page<Job> jobs = pages.list(caller, filter, page, job -> job);
        return views.list(caller, jobs);
    }

    @Operation(summary = "Get a study", description = "Its limits as they are now, exact counts, and the best trial.")
    @ApiResponse(responseCode = "200", description = "The study as it is now.")
    @ApiResponse(responseCode = "304", description = "Nothing has changed since the answer with this ETag.")
    @GetMapping("/{id}")
    ResponseEntity<StudyView> get(
            Caller caller,
            @PathVariable JobId id,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch) {
        StudyView view = views.of(caller, tunings.get(caller, id));
        return ETags.answer(ifNoneMatch, ETags.fingerprint(view), view);
    }

    @Operation(
            summary = "Delete a study that has ended",
            description =
                    "With its trials and events. The model that was trained stays, and so do studies warmed up with it.")
    @ApiResponse(responseCode = "204", description = "Deleted.")
    @ApiResponse(responseCode = "409", description = "The study has not ended: cancel it first.")
    @Requires(Role.OPERATOR)
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(Caller caller, @PathVariable JobId id) {
        tunings.delete(caller, id);
        return ResponseEntity.noContent().build();
    }
}
