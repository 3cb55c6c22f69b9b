package dev.millrace.training.algorithm;

import dev.millrace.training.Task;
import org.jspecify.annotations.Nullable;

/**
 * What to learn from. {@code classes} is the number of classes (0 for a regression), {@code test} rows are only for
 * reporting the loss on them while fitting.
 */
public record FitInput(
        Task task,
        int classes,
        PreparedMatrix train,
        @Nullable PreparedMatrix test,
        HyperparameterValues parameters,
        long seed) {}
