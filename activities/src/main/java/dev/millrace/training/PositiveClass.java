package dev.millrace.training;

import dev.millrace.problems.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The class that precision, recall and f1 are about: the one named, or 1 of 0 and 1, or true of false and true. */
final class PositiveClass {
    private PositiveClass() {}

    /** @return its index, or null where those metrics are macro averages */
    static @Nullable Integer of(List<String> classes, ValidationConfig config) {
        String named = config.positiveClass();
        if (named == null || classes.isEmpty()) {
            return classes.equals(List.of("0", "1")) || classes.equals(List.of("false", "true")) ? 1 : null;
        }
        int index = classes.indexOf(named);
        if (index < 0) {
            throw Problem.invalid(
                    "/validation_config/positive_class",
                    "positive_class names one of the target's classes: "
                            + String.join(", ", classes.subList(0, Math.min(20, classes.size()))) + "; not " + named);
        }
        return index;
    }
}
