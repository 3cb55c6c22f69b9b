package dev.millrace.tuning;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The best trial of a study as its job shows it. */
public record BestTrial(
        int number,
        String algorithm,
        Map<String, Object> parameters,
        @Nullable Double value,
        Map<String, Double> metrics) {
    static BestTrial of(Trial trial) {
        return new BestTrial(
                trial.number(),
                trial.candidate().algorithm(),
                trial.candidate().parameters(),
                trial.value(),
                trial.metrics());
    }
}
