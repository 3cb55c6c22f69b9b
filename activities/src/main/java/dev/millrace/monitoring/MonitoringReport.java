package dev.millrace.monitoring;

import dev.millrace.datasets.DatasetId;
import dev.millrace.models.ModelId;
import dev.millrace.monitoring.drift.FeatureDrift;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version's predictions since {@code since}, compared with its baseline. {@code detail} says why nothing could be
 * compared; null when it was.
 *
 * @param samples predictions whose inputs were compared
 */
public record MonitoringReport(
        ModelId modelId,
        @Nullable Integer version,
        Instant at,
        Instant since,
        long samples,
        Verdict verdict,
        @Nullable String detail,
        List<FeatureDrift> features,
        @Nullable FeatureDrift output,
        @Nullable LabelReport labels,
        @Nullable TrafficSummary traffic,
        @Nullable BaselineSource baseline) {
    public MonitoringReport {
        features = List.copyOf(features);
    }

    /** Of a model of which nothing can be said. */
    static MonitoringReport unknown(
            ModelId model, @Nullable Integer version, Instant at, Instant since, String detail) {
        return new MonitoringReport(
                model, version, at, since, 0, Verdict.INSUFFICIENT_DATA, detail, List.of(), null, null, null, null);
    }

    /** Whether the distributions were compared at all. */
    boolean compared() {
        return !features.isEmpty() || output != null;
    }

    /** Features, and the output, that drift. */
    List<FeatureDrift> drifting() {
        List<FeatureDrift> drifting = new ArrayList<>(features);
        if (output != null) {
            drifting.add(output);
        }
        drifting.removeIf(feature -> !feature.drifting());
        return drifting;
    }

    /** What the baseline was made of. */
    public record BaselineSource(
            DatasetId datasetId, String datasetSha256, long rows, long sampledRows, Instant createdAt) {
        static BaselineSource of(Baseline baseline) {
            return new BaselineSource(
                    baseline.datasetId(),
                    baseline.datasetSha256(),
                    baseline.datasetRows(),
                    baseline.sampledRows(),
                    baseline.createdAt());
        }
    }
}
