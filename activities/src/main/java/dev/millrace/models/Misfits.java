package dev.millrace.models;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What does not fit, by row, then by field; at most {@link #KEPT} fields are remembered in full. */
final class Misfits {
    static final int KEPT = 100;
    private final Map<Integer, List<Misfit>> byRow = new TreeMap<>();

    /** A field is null when the row as a whole is wrong. */
    record Misfit(int row, @Nullable String field, String reason) {}

    void add(int row, @Nullable String field, @Nullable String reason) {
        if (reason != null) {
            byRow.computeIfAbsent(row, any -> new ArrayList<>(1)).add(new Misfit(row, field, reason));
        }
    }

    boolean none() {
        return byRow.isEmpty();
    }

    List<Misfit> first() {
        return byRow.values().stream().flatMap(List::stream).limit(KEPT).toList();
    }

    /** The rows of the columns that nothing is wrong with. */
    FittingRows separate(int rows, List<Column> columns) {
        int[] fitting = none()
                ? IntStream.range(0, rows).toArray()
                : IntStream.range(0, rows)
                        .filter(row -> !byRow.containsKey(row))
                        .toArray();
        List<Column> kept = none()
                ? columns
                : columns.stream().map(column -> column.select(fitting)).toList();
        List<FittingRows.Misfit> misfits = byRow.entrySet().stream()
                .map(entry -> new FittingRows.Misfit(entry.getKey(), reason(entry.getValue())))
                .toList();
        return new FittingRows(new Table(fitting.length, kept), fitting, misfits);
    }

    private static String reason(List<Misfit> misfits) {
        return String.join("; ", misfits.stream().map(Misfit::reason).limit(10).toList());
    }
}
