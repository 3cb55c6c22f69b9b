package dev.millrace.prediction;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.models.OutputKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch as it was planned: which model predicts, and where the rows are. {@code instances} holds those that came with
 * the request. {@code classes} are those of a classifier, in the order of its probabilities. {@code explain} gives each
 * result its largest contributions.
 */
record Batch(
        BatchPlan plan,
        int version,
        ArtifactHandle model,
        List<String> classes,
        OutputKind outputs,
        @Nullable ArtifactHandle instances,
        @Nullable Long maxFailedItems,
        Boolean explain) {
    Batch {
        classes = List.copyOf(classes);
        // Batches of earlier releases do not say it.
        outputs = outputs != null ? outputs : classes.isEmpty() ? OutputKind.VALUE : OutputKind.LABEL;
        explain = explain != null && explain;
    }
}
