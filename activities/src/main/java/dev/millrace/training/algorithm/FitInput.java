package dev.millrace.training.algorithm;

import dev.millrace.training.Task;
import org.jspecify.annotations.Nullable;

/**
 * What to learn from. {@code classes} is the number of classes (0 for a regression), {@code test} rows are only for
 * reporting the loss on them while fitting. A forecast has an {@code outlook}; its training rows are the steps of a series.
 */
public record FitInput(
        Task task,
        int classes,
        PreparedMatrix train,
        @Nullable PreparedMatrix test,
        HyperparameterValues parameters,
        long seed,
        @Nullable Outlook outlook) {
    /** Not of a forecast. */
    public FitInput(
            Task task,
            int classes,
            PreparedMatrix train,
            @Nullable PreparedMatrix test,
            HyperparameterValues parameters,
            long seed) {
        this(task, classes, train, test, parameters, seed, null);
    }

    Outlook requireOutlook() {
        if (outlook == null) {
            throw new IllegalArgumentException("only a forecast is made here");
        }
        return outlook;
    }
}
