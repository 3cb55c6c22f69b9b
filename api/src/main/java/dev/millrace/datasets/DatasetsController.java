package dev.millrace.datasets;

import dev.millrace.http.ETags;
import dev.millrace.http.Page;
import dev.millrace.http.PageRequest;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Uploads, lists and shows datasets. */
@RestController
@RequestMapping("/api/v1/datasets")
@Tag(name = "Datasets")
public class DatasetsController {
    private static final String CSV_RULES = """
            Becomes the name's next version; the same data as its newest version is that version again (200). The parts come in \
            any order.

            The file is CSV, JSON Lines or Parquet, told apart by how it begins, plain or gzipped.

            CSV (RFC 4180) is in UTF-8. The first line names every column, each name once. The \
            delimiter is the most frequent of comma, tab, semicolon and bar in that line. Every row has one value per column; \
            empty lines are passed over.

            A column's type follows from all its values: `integer` (64 bits), `number` (decimal point, exponent), `boolean` \
            (true, false), `timestamp` (ISO 8601; UTC where no offset is given), else `string`. Digits with a leading zero, and \
            integers beyond 64 bits, are strings, so that nothing is lost. An empty value is missing; in a column that is not a \
            string so are NA, N/A, #N/A, NaN, NULL and None. Infinite numbers are refused.

            JSON Lines has one flat object a line, in UTF-8; its values are typed as those of CSV, and a name that a line lacks \
            is missing there. Parquet keeps its own types: integers up to 64 bits signed, floats and decimals as `number`, \
            strings, booleans, dates and timestamps (in UTC); NaN is missing, nested columns are refused.""";

    private final Datasets datasets;
    private final Exploration exploration;

    DatasetsController(Datasets datasets, Exploration exploration) {
        this.datasets = datasets;
        this.exploration = exploration;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Requires(Role.OPERATOR)
    @Operation(
            summary = "Upload a dataset",
            description = CSV_RULES,
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema = @Schema(implementation = UploadForm.class))))
    @ApiResponse(responseCode = "201", description = "A new version")
    @ApiResponse(responseCode = "200", description = "The newest version has the same data already")
    @ApiResponse(responseCode = "413", description = "The data has too many bytes, rows or columns")
    @ApiResponse(responseCode = "415", description = "The file is neither CSV, JSON Lines nor Parquet")
    @ApiResponse(responseCode = "422", description = "The data cannot be read; the detail names the line or the column")
    ResponseEntity<DatasetView> upload(Caller caller, HttpServletRequest request) {
        try (DatasetUpload upload = DatasetUpload.read(request, datasets)) {
            Datasets.Added added = datasets.add(caller.tenant(), upload.about(caller.actor()), upload.file());
            Dataset dataset = added.dataset();
            return ResponseEntity.status(added.created() ? 201 : 200)
                    .location(URI.create("/api/v1/datasets/" + dataset.id()))
                    .eTag(ETags.of(dataset.id()))
                    .body(DatasetView.of(dataset));
        }
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Requires(Role.VIEWER)
    @Operation(summary = "List datasets, newest first")
    Page<DatasetView> list(
            Caller caller,
            @Parameter(description = "Only the versions of this name.") @RequestParam(required = false) @Nullable
                    String name,
            PageRequest page) {
        DatasetId before = page.after() == null ? null : new DatasetId(page.after());
        return Page.of(
                datasets.list(caller.tenant(), name, before, page.fetch()),
                page,
                dataset -> dataset.id().value(),
                DatasetView::of);
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Requires(Role.VIEWER)
    @Operation(summary = "Get a dataset")
    @ApiResponse(responseCode = "200", description = "The dataset; it never changes")
    @ApiResponse(responseCode = "304", description = "The client has it already", content = @Content)
    ResponseEntity<DatasetView> get(
            Caller caller,
            @PathVariable DatasetId id,
            @RequestHeader(name = "If-None-Match", required = false) @Nullable String ifNoneMatch) {
        return ETags.answer(ifNoneMatch, id, DatasetView.of(datasets.get(caller.tenant(), id)));
    }

    @GetMapping(path = "/{id}/preview", produces = MediaType.APPLICATION_JSON_VALUE)
    @Requires(Role.VIEWER)
    @Operation(summary = "Show the first rows")
    PreviewView preview(
            Caller caller,
            @PathVariable DatasetId id,
            @Parameter(description = "How many rows from the start.")
                    @RequestParam(defaultValue = "20")
                    @Schema(minimum = "1", maximum = "1000")
                    int rows) {
        Dataset dataset = datasets.get(caller.tenant(), id);
        return PreviewView.of(dataset, exploration.preview(caller.tenant(), dataset, rows));
    }

    @GetMapping(path = "/{id}/histogram", produces = MediaType.APPLICATION_JSON_VALUE)
    @Requires(Role.VIEWER)
    @Operation(summary = "Show how the values of a column are spread")
    HistogramView histogram(
            Caller caller,
            @PathVariable DatasetId id,
            @Parameter(description = "The column's name.") @RequestParam String column,
            @Parameter(description = "How many bins at most.")
                    @RequestParam(defaultValue = "20")
                    @Schema(minimum = "1", maximum = "200")
                    int bins) {
        Dataset dataset = datasets.get(caller.tenant(), id);
        return HistogramView.of(exploration.histogram(caller.tenant(), dataset, column, bins));
    }

    @DeleteMapping("/{id}")
    @Requires(Role.OPERATOR)
    @Operation(summary = "Delete a version that no open job uses")
    @ApiResponse(responseCode = "204", description = "Deleted")
    @ApiResponse(responseCode = "409", description = "A job that has not ended uses it")
    ResponseEntity<Void> delete(Caller caller, @PathVariable DatasetId id) {
        datasets.delete(caller.tenant(), id);
        return ResponseEntity.noContent().build();
    }
}
