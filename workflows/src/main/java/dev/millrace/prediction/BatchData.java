package dev.millrace.prediction;

import dev.millrace.datasets.DatasetId;
import dev.millrace.problems.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows to predict: a data set, or instances in the request itself. Exactly one of them. */
public record BatchData(
        @Nullable DatasetId datasetId, @Nullable List<Map<String, Object>> instances) {
    public BatchData {
        if ((datasetId == null) == (instances == null)) {
            throw Problem.invalid("/data", "data holds either dataset_id or instances");
        }
        if (instances != null && instances.isEmpty()) {
            throw Problem.invalid("/data/instances", "instances holds at least one row");
        }
        instances = instances == null ? null : List.copyOf(instances);
    }
}
