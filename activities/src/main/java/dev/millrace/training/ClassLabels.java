package dev.millrace.training;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The classes that a column holds, as texts in their natural order: numbers by size, false before true, texts by letter. */
final class ClassLabels {
    private ClassLabels() {}

    static List<String> in(Column column) {
        List<String> classes = switch (column) {
            case Column.Text text -> texts(text);
            case Column.Numeric numeric -> numbers(numeric);
        };
        if (classes.size() < 2) {
            throw impossible("the target " + column.name() + " has "
                    + (classes.isEmpty() ? "no value" : "only the value " + classes.getFirst())
                    + "; a classification needs at least two classes");
        }
        return classes;
    }

    static double[] indexes(Column column, List<String> classes) {
        double[] indexes = new double[column.rows()];
        Map<String, Integer> byLabel = new HashMap<>();
        classes.forEach(label -> byLabel.put(label, byLabel.size()));
        Map<Double, Double> byNumber = new HashMap<>();
        for (int row = 0; row < indexes.length; row++) {
            indexes[row] = switch (column) {
                case Column.Text text -> index(byLabel, text.value(row));
                case Column.Numeric numeric ->
                    byNumber.computeIfAbsent(
                            numeric.values()[row], value -> index(byLabel, label(numeric.type(), value)));
            };
        }
        return indexes;
    }

    private static double index(Map<String, Integer> byLabel, @org.jspecify.annotations.Nullable String label) {
        Integer index = label == null ? null : byLabel.get(label);
        return index == null ? Double.NaN : index;
    }

    private static List<String> texts(Column.Text text) {
        Set<String> seen = new HashSet<>();
        boolean[] used = new boolean[text.dictionary().length];
        for (int code : text.codes()) {
            if (code >= 0 && !used[code]) {
                used[code] = true;
                seen.add(text.dictionary()[code]);
                requireFew(text, seen.size());
            }
        }
        return seen.stream().sorted().toList();
    }

    private static List<String> numbers(Column.Numeric numeric) {
        Set<Double> seen = new HashSet<>();
        for (double value : numeric.values()) {
            if (!Double.isNaN(value) && seen.add(value == 0 ? 0.0 : value)) {
                requireFew(numeric, seen.size());
            }
        }
        List<String> labels = new ArrayList<>();
        double[] sorted = seen.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        for (double value : sorted) {
            labels.add(label(numeric.type(), value));
        }
        return labels;
    }

    private static void requireFew(Column column, int classes) {
        if (classes > Target.MOST_CLASSES) {
            throw impossible("the target " + column.name() + " has more than " + Target.MOST_CLASSES
                    + " different values, more than a classification takes; for a number choose the task regression");
        }
    }

    private static String label(ColumnType type, double value) {
        return switch (type) {
            case BOOLEAN -> value == 0 ? "false" : "true";
            case TIMESTAMP -> java.time.Instant.ofEpochSecond((long) value).toString();
            case INTEGER, NUMBER, STRING ->
                value == Math.rint(value) && Math.abs(value) < 1e15
                        ? String.valueOf((long) value)
                        : String.valueOf(value);
        };
    }

    private static Problem impossible(String why) {
        return new Problem(ProblemType.TRAINING_IMPOSSIBLE, why);
    }
}
