package dev.millrace.monitoring.drift;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a sample of a column: {@code values} of a numeric one, ascending; how often each category was seen;
 * {@code known} are categories that are known without having been seen in the sample. {@code min} and {@code max} may be
 * those of more rows than the sample has; they are null where they mean nothing.
 */
public record FeatureProfile(
        String name,
        FeatureKind kind,
        long missing,
        double[] values,
        Map<String, Long> categories,
        Set<String> known,
        @Nullable Double min,
        @Nullable Double max,
        long rows) {
    /** A column of strings with more different values than this is not one of categories. */
    private static final int MOST_CATEGORIES = 100;

    public FeatureProfile {
        categories = Collections.unmodifiableMap(new TreeMap<>(categories));
        known = Collections.unmodifiableSet(new TreeSet<>(known));
    }

    /** Of a column whose kind its values tell. */
    public static FeatureProfile reference(Column column) {
        return of(column, kind(column));
    }

    public static FeatureProfile of(Column column, FeatureKind kind) {
        long missing = missing(column);
        double[] values = kind == FeatureKind.NUMERIC ? numbers(column) : new double[0];
        Map<String, Long> categories = kind == FeatureKind.CATEGORICAL ? categories(column) : Map.of();
        boolean bounded = values.length > 0;
        return new FeatureProfile(
                column.name(),
                kind,
                missing,
                values,
                categories,
                Set.of(),
                bounded ? Double.valueOf(values[0]) : null,
                bounded ? Double.valueOf(values[values.length - 1]) : null,
                column.rows());
    }

    /** With the range and the categories of all the rows that the sample was taken from. */
    public FeatureProfile within(@Nullable Double least, @Nullable Double most, Set<String> categoriesKnown) {
        return new FeatureProfile(
                name,
                kind,
                missing,
                values,
                categories,
                categoriesKnown,
                min == null || least == null ? min : Double.valueOf(Math.min(min, least)),
                max == null || most == null ? max : Double.valueOf(Math.max(max, most)),
                rows);
    }

    public FeatureProfile named(String other) {
        return new FeatureProfile(other, kind, missing, values, categories, known, min, max, rows);
    }

    public long present() {
        return rows - missing;
    }

    public double missingRate() {
        return rows == 0 ? 0 : (double) missing / rows;
    }

    private static FeatureKind kind(Column column) {
        return switch (column.type()) {
            case INTEGER, NUMBER -> FeatureKind.NUMERIC;
            case BOOLEAN -> FeatureKind.CATEGORICAL;
            case TIMESTAMP -> FeatureKind.OTHER;
            case STRING -> categories(column).size() <= MOST_CATEGORIES ? FeatureKind.CATEGORICAL : FeatureKind.OTHER;
        };
    }

    private static long missing(Column column) {
        long missing = 0;
        for (int row = 0; row < column.rows(); row++) {
            missing += column.isMissing(row) ? 1 : 0;
        }
        return missing;
    }

    private static double[] numbers(Column column) {
        return column instanceof Column.Numeric numeric
                ? Arrays.stream(numeric.values())
                        .filter(Double::isFinite)
                        .sorted()
                        .toArray()
                : new double[0];
    }

    private static Map<String, Long> categories(Column column) {
        Map<String, Long> counts = new TreeMap<>();
        for (int row = 0; row < column.rows(); row++) {
            String value = category(column, row);
            if (value != null) {
                counts.merge(value, 1L, Long::sum);
            }
        }
        return counts;
    }

    private static @Nullable String category(Column column, int row) {
        if (column.isMissing(row)) {
            return null;
        }
        return switch (column) {
            case Column.Text text -> text.value(row);
            case Column.Numeric numeric ->
                numeric.type() == ColumnType.BOOLEAN
                        ? String.valueOf(numeric.values()[row] != 0)
                        : String.valueOf(numeric.values()[row]);
        };
    }
}
