package dev.millrace.datasets;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One version of a dataset. */
@Schema(name = "Dataset")
record DatasetView(
        DatasetId id,
        String name,
        int version,
        @Nullable String description,
        DatasetFormat format,
        long rows,

        @Schema(description = "Of the uploaded data, with gzip undone")
        long sizeBytes,

        @Schema(description = "Of the uploaded data, with gzip undone")
        String sha256,

        List<ColumnView> columns,
        Instant createdAt) {
    static DatasetView of(Dataset dataset) {
        return new DatasetView(
                dataset.id(),
                dataset.name(),
                dataset.version(),
                dataset.description(),
                dataset.format(),
                dataset.rows(),
                dataset.sizeBytes(),
                dataset.sha256(),
                dataset.columns().stream().map(ColumnView::of).toList(),
                dataset.createdAt());
    }
}
