package dev.millrace.tuning;

import dev.millrace.problems.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a study may do from now on; what is absent stays as it is. */
record StudyChange(
        @Schema(description = "Not below what has begun.", minimum = "1", maximum = "100000", example = "200") @Nullable
        Integer maxTrials,

        @Schema(description = "How many at a time.", minimum = "1", maximum = "64", example = "4") @Nullable
        Integer maxParallel,

        @Schema(
                description = "How long trials are worked on in all, what has passed included.",
                type = "string",
                format = "duration",
                example = "PT2H")
        @Nullable
        Duration timeout,

        @Schema(
                description =
                        "Of the algorithms to be searched elsewhere from the next trial on; the others keep theirs.",
                example = StudyFields.EXAMPLE,
                implementation = Object.class)
        @Nullable
        Map<String, @Nullable Map<String, Domain>> searchSpace) {
    Budget budget() {
        return new Budget(maxTrials, maxParallel, timeout);
    }

    @Nullable
    SearchSpace space() {
        if (searchSpace == null) {
            return null;
        }
        searchSpace.forEach((algorithm, parameters) -> {
            if (parameters == null) {
                throw Problem.invalid(
                        "/search_space/" + SearchSpace.escaped(algorithm),
                        "an object is needed here: the parameters of " + algorithm + " that are searched");
            }
        });
        return space(searchSpace);
    }

    @SuppressWarnings("NullAway") // nulls were refused
    private static SearchSpace space(Map<String, @Nullable Map<String, Domain>> given) {
        return new SearchSpace(given);
    }
}
