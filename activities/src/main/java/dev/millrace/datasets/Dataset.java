package dev.millrace.datasets;

import dev.millrace.artifacts.ArtifactHandle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One version of a dataset; it never changes. {@code sizeBytes} and {@code sha256} are those of the uploaded data with gzip
 * undone; {@code parquet} holds the same rows in the same order, typed.
 */
public record Dataset(
        DatasetId id,
        String name,
        int version,
        @Nullable String description,
        DatasetFormat format,
        long rows,
        long sizeBytes,
        String sha256,
        ArtifactHandle parquet,
        List<ColumnSummary> columns,
        Instant createdAt) {
    public Dataset {
        columns = List.copyOf(columns);
    }

    public Optional<ColumnSummary> column(String column) {
        return columns.stream().filter(summary -> summary.name().equals(column)).findFirst();
    }

    public List<String> columnNames() {
        return columns.stream().map(ColumnSummary::name).toList();
    }
}
