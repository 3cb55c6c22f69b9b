package dev.millrace.tuning;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** One try of a study, and what came of it. */
@Schema(name = "Trial")
record TrialView(
        @Schema(description = "From 0, without gaps.", example = "17")
        int number,

        @Schema(description = "waiting: for a free place. cancelled: had no result when the study ended.")
        TrialStatus status,

        @Schema(example = "random_forest") String algorithm,

        @Schema(description = "Those that were chosen; the others have their defaults.", example = "{\"trees\": 250}")
        Map<String, Object> parameters,

        @Schema(description = "Of the objective's metric; null without a result.", example = "0.94") @Nullable
        Double value,

        @Schema(description = "All metrics on the validation rows.", example = "{\"accuracy\": 0.94}")
        Map<String, Double> metrics,

        @Schema(
                description =
                        "What it reported on its way, by step: the mean of the objective's metric over the folds so far; by a single part, the loss on its rows after each tree or iteration.",
                example = "{\"1\": 0.92, \"2\": 0.93}")
        Map<String, Double> intermediateValues,

        @Schema(
                description = "Of the attempt that ended it.",
                type = "string",
                format = "duration",
                example = "PT0.34S")
        @Nullable
        Duration duration,

        @Schema(description = "How often it was begun: more than once where a worker died, or the study was paused.")
        int attempts,

        @Schema(description = "Whether somebody has asked for it.")
        boolean enqueued,

        @Schema(description = "Why it failed.") @Nullable String error,

        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {
    /** @param losses by step, as pruners compare them */
    static TrialView of(Trial trial, SortedMap<Integer, Double> losses, TuningSpec spec, boolean studyEnded) {
        boolean open = trial.status() == TrialStatus.RUNNING || trial.status() == TrialStatus.WAITING;
        boolean turned =
                spec.validationConfig().rounds() > 1 && spec.objective().direction() == Direction.MAXIMIZE;
        Map<String, Double> values = new LinkedHashMap<>();
        losses.forEach((step, loss) -> values.put(String.valueOf(step), turned ? -loss : loss));
        return new TrialView(
                trial.number(),
                open && studyEnded ? TrialStatus.CANCELLED : trial.status(),
                trial.candidate().algorithm(),
                trial.candidate().parameters(),
                trial.value(),
                trial.metrics(),
                values,
                trial.duration(),
                trial.attempts(),
                trial.enqueued(),
                trial.error(),
                trial.createdAt(),
                trial.startedAt(),
                trial.completedAt());
    }
}
