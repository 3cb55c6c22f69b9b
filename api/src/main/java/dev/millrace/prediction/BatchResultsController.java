package dev.millrace.prediction;

import dev.millrace.events.EventStream;
import dev.millrace.http.Page;
import dev.millrace.http.PageRequest;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobStatus;
import dev.millrace.jobs.Jobs;
import dev.millrace.prediction.BatchPredictionSpec.OutputFormat;
import dev.millrace.problems.Problem;
import dev.millrace.security.Caller;
import dev.millrace.tenancy.Json;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What batch predictions came to. */
@Tag(name = "Batch predictions")
@RestController
@RequestMapping("/api/v1/predictions/{id}")
class BatchResultsController {
    private final Jobs jobs;
    private final BatchResults results;
    private final EventStream stream;

    BatchResultsController(Jobs jobs, BatchResults results, EventStream stream) {
        this.jobs = jobs;
        this.results = results;
        this.stream = stream;
    }

    @Operation(summary = "Download all results", description = """
                    In the order of the input, row number first. In CSV a text that a spreadsheet would take for a formula begins with an \
                    apostrophe.""")
    @ApiResponse(
            responseCode = "200",
            description = "CSV (RFC 4180), JSON Lines, or Parquet.",
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
                @Content(mediaType = "application/jsonl", schema = @Schema(type = "string")),
                @Content(
                        mediaType = "application/vnd.apache.parquet",
                        schema = @Schema(type = "string", format = "binary"))
            })
    @ApiResponse(responseCode = "409", description = "The batch is not completed.")
    @GetMapping("/results")
    void results(
            Caller caller,
            @PathVariable JobId id,
            @Parameter(description = "Null: the batch's output_format.") @RequestParam(required = false) @Nullable
                    OutputFormat format,
            HttpServletResponse response)
            throws IOException {
        Job job = batch(caller, id);
        if (job.status() != JobStatus.COMPLETED) {
            throw Problem.conflict("the batch is " + job.status().wire()
                    + "; its results can be had once it is completed, and the first 20 are in the batch itself");
        }
        OutputFormat chosen = format == null
                ? Json.read(job.request(), BatchPredictionSpec.class).outputFormat()
                : format;
        response.setContentType(
                switch (chosen) {
                    case CSV -> "text/csv;charset=UTF-8";
                    case JSONL -> "application/jsonl";
                    case PARQUET -> "application/vnd.apache.parquet";
                });
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"predictions-" + id + "." + extension(chosen) + "\"");
        results.write(job.ref(), chosen, response.getOutputStream());
    }

    @Operation(summary = "List the rows that could not be predicted, in the order of the input")
    @GetMapping("/failures")
    Page<FailedRow> failures(Caller caller, @PathVariable JobId id, PageRequest page) {
        UUID after = page.after();
        long row = after == null ? 0 : after.getLeastSignificantBits();
        List<JsonNode> failures = results.failures(batch(caller, id).ref(), row, page.fetch());
        return Page.of(
                failures.stream().map(json -> Json.read(json, FailedRow.class)).toList(),
                page,
                failed -> new UUID(0, failed.row()),
                failed -> failed);
    }

    @Operation(
            summary = "Follow a batch prediction's events",
            description = "Server-sent events, beginning after Last-Event-ID; the stream closes after the final one.")
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void events(
            Caller caller,
            @PathVariable JobId id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response)
            throws IOException {
        stream.send(caller.tenant(), batch(caller, id).ref().job().value(), lastEventId, response);
    }

    private Job batch(Caller caller, JobId id) {
        return jobs.get(caller.tenant(), JobKind.BATCH_PREDICTION, id);
    }

    private static String extension(OutputFormat format) {
        return switch (format) {
            case CSV -> "csv";
            case JSONL -> "jsonl";
            case PARQUET -> "parquet";
        };
    }
}
