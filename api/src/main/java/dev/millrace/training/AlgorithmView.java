package dev.millrace.training;

import dev.millrace.training.algorithm.Algorithm;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An algorithm that trainings can name. */
@Schema(name = "Algorithm")
record AlgorithmView(
        @Schema(description = "What a training's algorithm field takes.", example = "random_forest")
        String id,

        List<Task> tasks,
        @Schema(example = "Random forest") String title,

        @Schema(
                description =
                        "A JSON Schema (2020-12) of the settings, with defaults; search is the default search range.",
                example =
                        "{\"type\": \"object\", \"properties\": {\"trees\": {\"type\": \"integer\", \"default\": 100}}}")
        Map<String, Object> hyperparameters,

        Supports supports,

        @Schema(description = "Why it cannot be used in this process, and what to do about it; null where it can.")
        @Nullable
        String unavailable) {

    /** What the algorithm can do besides fitting. */
    @Schema(name = "AlgorithmSupports")
    record Supports(
            @Schema(description = "Tells how far a fit is.") boolean progress,

            @Schema(description = "Goes on from a checkpoint after a pause or a crash.")
            boolean checkpoint,

            @Schema(description = "Explains single predictions.")
            boolean explain) {}

    static AlgorithmView of(Algorithm algorithm) {
        return new AlgorithmView(
                algorithm.id(),
                algorithm.tasks().stream().sorted().toList(),
                algorithm.title(),
                algorithm.hyperparameters().jsonSchema(),
                new Supports(
                        algorithm.capabilities().progress(),
                        algorithm.capabilities().checkpoint(),
                        algorithm.capabilities().explain()),
                algorithm.unavailable().orElse(null));
    }
}
