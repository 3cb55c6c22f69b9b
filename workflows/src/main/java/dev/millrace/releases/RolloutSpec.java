package dev.millrace.releases;

import dev.millrace.models.ModelId;
import dev.millrace.models.Strategy;
import dev.millrace.problems.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A rollout that has been accepted: {@code champion} is the version that serves, the plan of the strategy is filled in. */
public record RolloutSpec(
        ModelId modelId,
        String modelName,
        String task,
        int champion,
        int version,
        Strategy strategy,
        @Nullable Canary canary,
        @Nullable ShadowPlan shadow,
        @Nullable AbTest ab) {
    public RolloutSpec {
        boolean fits = switch (strategy) {
            case IMMEDIATE -> false;
            case CANARY -> canary != null;
            case SHADOW -> shadow != null;
            case AB -> ab != null;
        };
        if (!fits) {
            throw Problem.invalid("/strategy", "a rollout is canary, shadow or ab, with its plan");
        }
    }

    /** How traffic is shared out, step after step. */
    public List<Stage> stages() {
        return switch (strategy) {
            case IMMEDIATE -> List.of();
            case CANARY ->
                requireCanary().steps().stream()
                        .map(percent ->
                                new Stage(percent, false, requireCanary().hold(), maxWait()))
                        .toList();
            case SHADOW ->
                List.of(new Stage(0, true, Objects.requireNonNull(shadow).duration(), Duration.ZERO));
            case AB ->
                List.of(new Stage(
                        Objects.requireNonNull(ab).percentage(),
                        false,
                        Objects.requireNonNull(ab).duration(),
                        Duration.ZERO));
        };
    }

    /** Whether a person has to agree before everyone gets the version. */
    boolean approvedBefore(int stage) {
        return canary != null && canary.approval() && stage == canary.steps().size() - 1;
    }

    private Duration maxWait() {
        return requireCanary().guard() == null ? Duration.ZERO : requireCanary().maxWait();
    }

    private Canary requireCanary() {
        return Objects.requireNonNull(canary);
    }
}
