package dev.millrace.datasets;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first rows of a dataset, each as an object from column name to value, null where it is missing. */
@Schema(name = "DatasetPreview")
record PreviewView(List<PreviewColumn> columns, List<Map<String, @Nullable Object>> rows) {
    static PreviewView of(Dataset dataset, List<Map<String, @Nullable Object>> rows) {
        return new PreviewView(
                dataset.columns().stream()
                        .map(column -> new PreviewColumn(column.name(), column.type()))
                        .toList(),
                rows);
    }

    @Schema(name = "DatasetPreviewColumn")
    record PreviewColumn(String name, ColumnType type) {}
}
