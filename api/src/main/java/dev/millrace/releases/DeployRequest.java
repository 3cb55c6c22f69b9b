package dev.millrace.releases;

import dev.millrace.models.ModelId;
import dev.millrace.models.Strategy;
import dev.millrace.problems.Placed;
import dev.millrace.problems.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which version is to serve, and how it takes over. */
record DeployRequest(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minimum = "1", example = "2")
        Integer version,

        @Schema(
                description =
                        "immediate: at once, for every caller. canary: for a growing share of the callers, as long as its guard holds. shadow: it predicts beside, unheard, to be compared. ab: for a fixed share, until it is known which version is better.",
                defaultValue = "immediate")
        @Nullable
        Strategy strategy,

        @Schema(description = "With strategy canary; what is absent has its default.") @Nullable
        CanaryRequest canary,

        @Schema(description = "With strategy shadow; what is absent has its default.") @Nullable
        ShadowRequest shadow,

        @Schema(description = "With strategy ab; what is absent has its default.") @Nullable
        AbRequest ab) {
    DeployRequest {
        if (version == null) {
            throw Problem.invalid("/version", "version is required: the number of the version to deploy");
        }
        Strategy chosen = Objects.requireNonNullElse(strategy, Strategy.IMMEDIATE);
        refuse("/canary", canary, Strategy.CANARY, chosen);
        refuse("/shadow", shadow, Strategy.SHADOW, chosen);
        refuse("/ab", ab, Strategy.AB, chosen);
    }

    boolean isImmediate() {
        return strategy == null || strategy == Strategy.IMMEDIATE;
    }

    RolloutOrder order(ModelId model) {
        return new RolloutOrder(
                model,
                version,
                Objects.requireNonNullElse(strategy, Strategy.IMMEDIATE),
                canary == null ? null : Placed.at("/canary", canary::plan),
                shadow == null ? null : Placed.at("/shadow", shadow::plan),
                ab == null ? null : Placed.at("/ab", ab::plan));
    }

    private static void refuse(String pointer, @Nullable Object plan, Strategy of, Strategy chosen) {
        if (plan != null && of != chosen) {
            throw Problem.invalid(
                    pointer, pointer.substring(1) + " goes with strategy " + of.wire() + ", not with " + chosen.wire());
        }
    }

    @Schema(name = "Canary")
    record CanaryRequest(
            @Schema(
                    description = "Growing percentages of the traffic, up to 50; 100 is added when it is not the last.",
                    example = "[5, 25, 50, 100]")
            @Nullable
            List<Integer> steps,

            @Schema(
                    description = "How long each step is held.",
                    format = "duration",
                    example = "PT10M",
                    defaultValue = "PT10M")
            @Nullable
            Duration hold,

            @Nullable GuardRequest guard,

            @Schema(
                    description =
                            "Whether somebody has to agree before the last step: the job is awaiting_input, and PUT /api/v1/ai/workflows/{id}/continue with {step: approval, input: {approved}} answers.",
                    defaultValue = "false")
            @Nullable
            Boolean approval,

            @Schema(
                    description =
                            "How much longer than hold a step waits for min_samples before the version is rolled back.",
                    format = "duration",
                    example = "P1D",
                    defaultValue = "P1D")
            @Nullable
            Duration maxWait) {
        @SuppressWarnings("NullAway") // the plan fills in what is absent
        Canary plan() {
            return new Canary(steps, hold, guard == null ? null : guard.guard(), approval, maxWait);
        }
    }

    @Schema(name = "Guard")
    record GuardRequest(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    description =
                            "error_rate (0 to 1) and latency_p95 (milliseconds) count the step's requests on all API processes; the others are computed from feedback since the rollout began.",
                    allowableValues = {
                        "error_rate",
                        "latency_p95",
                        "accuracy",
                        "precision",
                        "recall",
                        "f1",
                        "rmse",
                        "mae",
                        "r2"
                    })
            String metric,

            @Schema(description = "Either this or at_least.", example = "0.02") @Nullable
            Double atMost,

            @Schema(description = "Either this or at_most.", example = "null") @Nullable
            Double atLeast,

            @Schema(
                    description =
                            "So many requests, or predictions with feedback, before it is judged and before a step passes.",
                    minimum = "1",
                    defaultValue = "100")
            @Nullable
            Long minSamples) {
        @SuppressWarnings("NullAway") // the guard fills in what is absent
        Guard guard() {
            return new Guard(metric, atMost, atLeast, minSamples);
        }
    }

    @Schema(name = "Shadow")
    record ShadowRequest(
            @Schema(format = "duration", example = "PT1H", defaultValue = "PT1H") @Nullable
            Duration duration) {
        @SuppressWarnings("NullAway") // the plan fills in what is absent
        ShadowPlan plan() {
            return new ShadowPlan(duration);
        }
    }

    @Schema(name = "AbTest")
    record AbRequest(
            @Schema(
                    description = "What the new version gets of the traffic.",
                    minimum = "1",
                    maximum = "99",
                    defaultValue = "50")
            @Nullable
            Integer percentage,

            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    description =
                            "From feedback: accuracy, mae (the mean absolute error), mse (the mean squared error). error_rate counts requests that the model failed.",
                    allowableValues = {"accuracy", "mae", "mse", "error_rate"})
            String metric,

            @Schema(
                    description = "The largest chance of claiming a difference where there is none.",
                    defaultValue = "0.05")
            @Nullable
            Double alpha,

            @Schema(description = "The smallest difference of the metric that matters.", defaultValue = "0.05")
            @Nullable
            Double minimumEffect,

            @Schema(description = "Of each version, before anything is decided.", minimum = "30", defaultValue = "100")
            @Nullable
            Long minSamples,

            @Schema(
                    description = "The longest time; it ends sooner when it is decided.",
                    format = "duration",
                    example = "P7D",
                    defaultValue = "P7D")
            @Nullable
            Duration duration,

            @Schema(description = "Whether the new version takes over if it is better.", defaultValue = "false")
            @Nullable
            Boolean promoteIfBetter) {
        @SuppressWarnings("NullAway") // the plan fills in what is absent
        AbTest plan() {
            return new AbTest(percentage, metric, alpha, minimumEffect, minSamples, duration, promoteIfBetter);
        }
    }
}
