package dev.millrace.prediction;

import dev.millrace.datasets.DatasetId;
import dev.millrace.problems.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows to predict: a data set, or instances in the request itself. Exactly one of them. */
public record BatchData(
        @Nullable DatasetId datasetId, @Nullable List<Map<String, Object>> instances) {
    private static final int MOST_INSTANCES = 10_000;

    public BatchData {
        if ((datasetId == null) == (instances == null)) {
            throw Problem.invalid("/data", "data holds either dataset_id or instances");
        }
        if (instances != null && instances.isEmpty()) {
            throw Problem.invalid("/data/instances", "instances holds at least one row");
        }
        if (instances != null && instances.size() > MOST_INSTANCES) {
            throw Problem.invalid(
                    "/data/instances",
                    "instances holds at most 10,000 rows, not " + instances.size() + "; upload more as a data set");
        }
        if (instances != null && instances.stream().anyMatch(Objects::isNull)) {
            throw Problem.invalid("/data/instances", "instances holds objects, not null");
        }
        instances = instances == null ? null : List.copyOf(instances);
    }
}
