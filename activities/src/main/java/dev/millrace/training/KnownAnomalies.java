package dev.millrace.training;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Table;
import dev.millrace.problems.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are known to be anomalies (1) or normal (0): by a boolean, by 0 and 1, or by a text of which
 * {@code positive_class} is the anomalies'. Where the column says nothing, nothing is known (NaN).
 */
final class KnownAnomalies {
    /** What the two are called, by what stands for them. */
    static final List<String> LABELS = List.of("normal", "anomaly");

    private static final String TARGET = "/training_data/target";

    private KnownAnomalies() {}

    /** Nothing is known without a target. */
    static Target of(TrainingSpec spec, Table data) {
        String name = spec.trainingData().target();
        if (name == null) {
            return Target.none(data.rows());
        }
        Column column = data.column(name).orElseThrow(() -> refused("there is no column " + name));
        return new Target(name, List.of(), in(column, spec.validationConfig().positiveClass()), false);
    }

    static double[] in(Column column, @Nullable String positive) {
        IntToDoubleFunction known = switch (column) {
            case Column.Numeric numeric -> numbers(numeric, positive);
            case Column.Text text -> texts(text, positive);
        };
        return IntStream.range(0, column.rows()).mapToDouble(known).toArray();
    }

    private static IntToDoubleFunction numbers(Column.Numeric column, @Nullable String positive) {
        requireType(column.name(), column.type());
        requirePositive(column.name(), column.type(), positive);
        double[] values = column.values();
        Arrays.stream(values)
                .filter(value -> !Double.isNaN(value) && value != 0 && value != 1)
                .findFirst()
                .ifPresent(value -> {
                    throw refused(column.name() + " has the value " + value + "; " + allowed());
                });
        boolean reversed = "0".equals(positive) || "false".equals(positive);
        return row -> reversed ? 1 - values[row] : values[row];
    }

    private static IntToDoubleFunction texts(Column.Text column, @Nullable String positive) {
        requirePositive(column.name(), column.type(), positive);
        String anomaly = Objects.requireNonNull(positive);
        List<String> others = IntStream.of(column.codes())
                .filter(code -> code >= 0)
                .distinct()
                .mapToObj(code -> column.dictionary()[code])
                .filter(text -> !text.equals(anomaly))
                .distinct()
                .sorted()
                .limit(2)
                .toList();
        if (others.size() > 1) {
            throw refused("besides " + anomaly + ", " + column.name() + " holds " + others.getFirst() + " and "
                    + others.getLast() + "; " + allowed());
        }
        return row -> column.isMissing(row) ? Double.NaN : anomaly.equals(column.value(row)) ? 1 : 0;
    }

    /** @throws Problem when no column of this type can tell */
    static void requireType(String column, ColumnType type) {
        if (type == ColumnType.TIMESTAMP) {
            throw refused(column + " is of type timestamp; " + allowed());
        }
    }

    /** @throws Problem when the positive class is none of the values that such a column has */
    static void requirePositive(String column, ColumnType type, @Nullable String positive) {
        String wanted = switch (type) {
            case STRING -> positive == null ? "is required: the text" : null;
            case BOOLEAN -> isOneOf(positive, "true", "false") ? null : "is the one of true and false";
            case INTEGER, NUMBER, TIMESTAMP -> isOneOf(positive, "0", "1") ? null : "is the one of 0 and 1";
        };
        if (wanted != null) {
            throw Problem.invalid(
                    "/validation_config/positive_class",
                    "positive_class " + wanted + " in " + column + " that marks an anomaly");
        }
    }

    private static boolean isOneOf(@Nullable String positive, String one, String other) {
        return positive == null || positive.equals(one) || positive.equals(other);
    }

    /** What may say which rows are anomalies, for people. */
    static String allowed() {
        return "the target of anomaly_detection says which rows are known anomalies: a boolean, 0 and 1, or two texts of"
                + " which positive_class names the anomalies'; leave it out when nothing is known";
    }

    static Problem refused(String why) {
        return Problem.invalid(TARGET, why);
    }
}
