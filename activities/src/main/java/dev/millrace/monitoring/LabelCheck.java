package dev.millrace.monitoring;

import dev.millrace.models.ModelVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Judges labelled answers. A classifier is degraded when its accuracy is more than {@code metricDrop} below the registered
 * one and the upper end of its 99 % interval (Wilson 1927) lies below that too; a regression, when its RMSE is over the
 * registered one by more than that share.
 */
record LabelCheck(ModelVersion version, double metricDrop) {
    /** With fewer labels nothing is said. */
    static final int FEWEST = 30;

    private static final double Z = 2.576;
    private static final String ACCURACY = "accuracy";
    private static final String RMSE = "rmse";

    /** An answer and what was right; null when no answer was labelled. */
    @Nullable
    LabelReport judge(List<Labelled> answers) {
        if (answers.isEmpty()) {
            return null;
        }
        Map<String, Double> metrics = version.task().equals("regression") ? errors(answers) : accuracy(answers);
        Map<String, Double> registered = new LinkedHashMap<>();
        metrics.keySet().forEach(name -> {
            Double before = version.metrics().get(name);
            if (before != null) {
                registered.put(name, before);
            }
        });
        List<String> reasons = answers.size() < FEWEST ? List.of() : reasons(answers.size(), metrics, registered);
        return new LabelReport(answers.size(), metrics, registered, reasons);
    }

    private List<String> reasons(int labelled, Map<String, Double> now, Map<String, Double> before) {
        List<String> reasons = new ArrayList<>();
        Double accuracy = now.get(ACCURACY);
        Double accuracyBefore = before.get(ACCURACY);
        if (accuracy != null
                && accuracyBefore != null
                && accuracyBefore - accuracy > metricDrop
                && upperEnd(accuracy, labelled) < accuracyBefore) {
            reasons.add(
                    String.format(Locale.ROOT, "accuracy %.3f, at its registration %.3f", accuracy, accuracyBefore));
        }
        Double rmse = now.get(RMSE);
        Double rmseBefore = before.get(RMSE);
        if (rmse != null && rmseBefore != null && rmse > rmseBefore * (1 + metricDrop)) {
            reasons.add(String.format(Locale.ROOT, "RMSE %.4g, at its registration %.4g", rmse, rmseBefore));
        }
        return reasons;
    }

    private static Map<String, Double> accuracy(List<Labelled> answers) {
        double right = answers.stream()
                .filter(answer -> Objects.equals(
                        answer.answer().asString(), answer.label().asString()))
                .count();
        return Map.of(ACCURACY, right / answers.size());
    }

    private static Map<String, Double> errors(List<Labelled> answers) {
        double[] errors = answers.stream()
                .filter(answer -> answer.answer().isNumber() && answer.label().isNumber())
                .mapToDouble(
                        answer -> answer.answer().doubleValue() - answer.label().doubleValue())
                .toArray();
        if (errors.length == 0) {
            return Map.of();
        }
        double squares = 0;
        double sizes = 0;
        for (double error : errors) {
            squares += error * error;
            sizes += Math.abs(error);
        }
        return Map.of(RMSE, Math.sqrt(squares / errors.length), "mae", sizes / errors.length);
    }

    private static double upperEnd(double share, int n) {
        double z2 = Z * Z;
        double middle = share + z2 / (2 * n);
        return (middle + Z * Math.sqrt(share * (1 - share) / n + z2 / (4.0 * n * n))) / (1 + z2 / n);
    }

    record Labelled(JsonNode answer, JsonNode label) {}
}
