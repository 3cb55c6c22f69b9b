package dev.millrace.automl;

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

/** AutoML jobs: submit, list, get, delete. */
@Tag(name = "AutoML", description = "Durable jobs that find the best model within a time.")
@RestController
@RequestMapping("/api/v1/training/automl")
class AutomlController {
    private final Automls automls;
    private final Jobs jobs;
    private final JobPages pages;
    private final JobLinks links;
    private final AutomlViews views;

    AutomlController(Automls automls, Jobs jobs, JobPages pages, JobLinks links, AutomlViews views) {
        this.automls = automls;
        this.jobs = jobs;
        this.pages = pages;
        this.links = links;
        this.views = views;
    }

    @Operation(
            summary = "Find the best model within a time",
            description =
                    "Tries the algorithms that suit the data, searches for the best parameters of the promising ones, puts an ensemble together where that does better on the validation rows, fits what was chosen on all rows and registers it as one version. It ends with its time budget.")
    @ApiResponse(responseCode = "202", description = "Accepted; Location is where the job is.")
    @ApiResponse(responseCode = "404", description = "The workspace has no such data set.")
    @Requires(Role.OPERATOR)
    @PostMapping
    ResponseEntity<AutomlJobView> submit(
            Caller caller,
            @RequestBody AutomlJobRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
        Job job = automls.submit(caller, request.order(), idempotencyKey);
        return ResponseEntity.accepted().location(URI.create(links.self(job))).body(views.full(caller, job));
    }

    @Operation(summary = "List AutoML jobs, newest first")
    @GetMapping
    Page<AutomlJobView> list(
            Caller caller,
            PageRequest page,
            @Parameter(description = "Only jobs of this status.") @RequestParam(required = false) @Nullable
                    JobStatus status,
            @Parameter(description = "Only jobs for this model.")
                    @RequestParam(name = "model_name", required = false)
                    @Nullable
                    String modelName) {
        JobFilter filter = new JobFilter(JobKind.AUTOML, status, modelName);
        return pages.list(caller, filter, page, job -> views.brief(caller, job));
    }

    @Operation(summary = "Get an AutoML job with its leaderboard")
    @ApiResponse(responseCode = "200", description = "The job as it is now.")
    @ApiResponse(responseCode = "304", description = "Nothing has changed since the answer with this ETag.")
    @GetMapping("/{id}")
    ResponseEntity<AutomlJobView> get(
            Caller caller,
            @PathVariable JobId id,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch) {
        AutomlJobView view = views.full(caller, jobs.get(caller.tenant(), JobKind.AUTOML, id));
        return ETags.answer(ifNoneMatch, ETags.fingerprint(view), view);
    }

    @Operation(
            summary = "Delete an AutoML job that has ended",
            description = "With its events and its study. The model version that it registered stays.")
    @ApiResponse(responseCode = "204", description = "Deleted.")
    @ApiResponse(responseCode = "409", description = "The job has not ended: cancel it first.")
    @Requires(Role.OPERATOR)
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(Caller caller, @PathVariable JobId id) {
        automls.delete(caller, id);
        return ResponseEntity.noContent().build();
    }
}
