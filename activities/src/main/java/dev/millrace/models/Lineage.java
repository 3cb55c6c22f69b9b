package dev.millrace.models;

import dev.millrace.datasets.DatasetId;
import dev.millrace.jobs.JobId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a model version comes from: enough to train it again. Data sets are named by id and by the SHA-256 of their
 * bytes; of a model that was uploaded all of that is null. {@code engines} are the libraries it was fitted with and their versions.
 */
public record Lineage(
        @Nullable JobId jobId,
        @Nullable DatasetId datasetId,
        @Nullable String datasetSha256,
        @Nullable DatasetId testDatasetId,
        @Nullable String testDatasetSha256,
        @Nullable String target,
        @Nullable Long seed,
        @Nullable String codeVersion,
        Map<String, String> engines) {
    public Lineage {
        engines = Collections.unmodifiableMap(new LinkedHashMap<>(engines));
    }

    /** Of a model that was fitted elsewhere. */
    public static Lineage uploaded(Map<String, String> engines) {
        return new Lineage(null, null, null, null, null, null, null, null, engines);
    }
}
