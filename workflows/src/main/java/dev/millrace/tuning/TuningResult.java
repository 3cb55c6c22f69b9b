package dev.millrace.tuning;

import dev.millrace.models.ModelId;
import org.jspecify.annotations.Nullable;

/** The best trial, and the model that was trained by it, where one was asked for. */
public record TuningResult(
        int bestTrial,
        double bestValue,
        @Nullable ModelId modelId,
        @Nullable Integer modelVersion) {}
