package dev.millrace.models;

import dev.millrace.datasets.DatasetId;
import dev.millrace.jobs.JobId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a model version comes from: enough to train it again. Data sets are named by id and by the SHA-256 of their
 * bytes; {@code engines} are the libraries it was fitted with and their versions.
 */
public record Lineage(
        JobId jobId,
        DatasetId datasetId,
        String datasetSha256,
        @Nullable DatasetId testDatasetId,
        @Nullable String testDatasetSha256,
        String target,
        long seed,
        String codeVersion,
        Map<String, String> engines) {
    public Lineage {
        engines = Collections.unmodifiableMap(new LinkedHashMap<>(engines));
    }
}
