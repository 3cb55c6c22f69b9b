package dev.millrace.training;

import dev.millrace.datasets.ColumnSummary;
import dev.millrace.datasets.Dataset;
import dev.millrace.problems.Problem;
import org.jspecify.annotations.Nullable;

/** Whether a class can be the positive one, as far as the target's statistics tell: of texts only the rows do. */
final class PositiveClassCheck {
    private PositiveClassCheck() {}

    static void check(TrainingSpec spec, Dataset dataset) {
        String named = spec.validationConfig().positiveClass();
        if (named == null) {
            return;
        }
        switch (spec.task()) {
            case REGRESSION, CLUSTERING, FORECASTING ->
                throw refused("positive_class belongs to a classification; a "
                        + spec.task().wire() + " has none");
            case CLASSIFICATION, ANOMALY_DETECTION -> {
                ColumnSummary target =
                        dataset.column(spec.trainingData().requireTarget()).orElseThrow();
                String allowed = allowed(target, named);
                if (allowed != null) {
                    throw refused("positive_class names one of the target's classes: " + allowed + "; not " + named);
                }
            }
        }
    }

    /** What is allowed when {@code named} is not; null when it is, or may be. */
    private static @Nullable String allowed(ColumnSummary target, String named) {
        return switch (target.type()) {
            case BOOLEAN -> named.equals("true") || named.equals("false") ? null : "true, false";
            case INTEGER -> integer(target, named);
            case NUMBER, TIMESTAMP, STRING -> null;
        };
    }

    private static @Nullable String integer(ColumnSummary target, String named) {
        Number min = target.min();
        Number max = target.max();
        if (min == null || max == null) {
            return null;
        }
        if (target.distinct() == 2) {
            return named.equals(min.toString()) || named.equals(max.toString()) ? null : min + ", " + max;
        }
        try {
            long value = Long.parseLong(named);
            return value >= min.longValue() && value <= max.longValue() ? null : min + " to " + max;
        } catch (NumberFormatException noInteger) {
            return min + " to " + max;
        }
    }

    private static Problem refused(String why) {
        return Problem.invalid("/validation_config/positive_class", why);
    }
}
