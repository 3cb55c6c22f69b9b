package dev.millrace.tuning.learning;

import dev.millrace.tuning.Direction;
import dev.millrace.tuning.search.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A completed trial as charts know it; {@code value} is that of the study's metric. */
public record Tried(int number, Map<String, Object> parameters, double value) {
    /** Those that were completed in the study itself, not in one that it was warmed up with, and gave a number. */
    public static List<Tried> of(List<Observation> history, Direction direction) {
        List<Tried> tried = new ArrayList<>();
        for (Observation trial : history) {
            Double loss = trial.loss();
            boolean completed = trial.number() >= 0 && trial.outcome() == Observation.Outcome.COMPLETED;
            if (completed && loss != null && Double.isFinite(loss)) {
                // A loss turned round once more is the value.
                tried.add(new Tried(trial.number(), trial.point(), direction.loss(loss)));
            }
        }
        return List.copyOf(tried);
    }
}
