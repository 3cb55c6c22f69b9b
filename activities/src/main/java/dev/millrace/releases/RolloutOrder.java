package dev.millrace.releases;

import dev.millrace.models.ModelId;
import dev.millrace.models.Strategy;
import org.jspecify.annotations.Nullable;

/** A rollout that somebody asks for; the plan of its strategy may be left to Millrace. */
public record RolloutOrder(
        ModelId modelId,
        int version,
        Strategy strategy,
        @Nullable Canary canary,
        @Nullable ShadowPlan shadow,
        @Nullable AbTest ab) {}
