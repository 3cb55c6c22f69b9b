package dev.millrace.tuning;

import dev.millrace.problems.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parameters that somebody wants tried. */
record TrialRequest(
        @Schema(description = "Of the study's algorithms; may be absent when there is one.", example = "random_forest")
        @Nullable
        String algorithm,

        @Schema(
                description = "They may lie outside of the search space; what is left out has its default.",
                example = "{\"trees\": 250}")
        @Nullable
        Map<String, @Nullable Object> parameters) {
    Candidate candidate(TuningSpec spec) {
        List<String> known = spec.algorithms();
        if (algorithm == null && known.size() > 1) {
            throw Problem.invalid("/algorithm", "algorithm is one of the study's: " + String.join(", ", known));
        }
        Map<String, Object> given = new LinkedHashMap<>();
        if (parameters != null) {
            parameters.forEach((name, value) -> {
                if (value != null) {
                    given.put(name, value);
                }
            });
        }
        return new Candidate(algorithm == null ? known.getFirst() : algorithm, given);
    }
}
