package dev.millrace.training.algorithm;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings an algorithm takes, with their JSON Schema. */
public record Hyperparameters(List<Hyperparameter> all) {
    public Hyperparameters {
        all = List.copyOf(all);
    }

    public static Hyperparameters of(Hyperparameter... all) {
        return new Hyperparameters(List.of(all));
    }

    /**
     * The given values with defaults filled in.
     *
     * @throws dev.millrace.problems.Problem for unknown names and values of the wrong type or out of range, with a
     *     violation each at {@code /hyperparameters/<name>}
     */
    public HyperparameterValues resolve(Map<String, ? extends @Nullable Object> given) {
        return HyperparameterCheck.resolve(this, given);
    }

    /** A JSON Schema (2020-12) with defaults; {@code search} holds the default search range, as tuning takes it. */
    public Map<String, Object> jsonSchema() {
        return HyperparameterSchema.of(this);
    }
}
