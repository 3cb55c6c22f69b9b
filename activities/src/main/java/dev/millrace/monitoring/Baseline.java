package dev.millrace.monitoring;

import dev.millrace.datasets.DatasetId;
import dev.millrace.monitoring.drift.FeatureProfile;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a version's training data were like: a sample of {@code sampledRows} of the data set's rows, and what the version
 * answers them. The output is null where the answers tell nothing (forecasts follow the time).
 */
public record Baseline(
        DatasetId datasetId,
        String datasetSha256,
        long datasetRows,
        long sampledRows,
        List<FeatureProfile> features,
        @Nullable FeatureProfile output,
        Instant createdAt) {
    public Baseline {
        features = List.copyOf(features);
    }
}
