package dev.millrace.monitoring;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts lots of rows of the same columns together. */
final class Lots {
    private Lots() {}

    static Table together(List<Table> lots) {
        if (lots.isEmpty()) {
            return new Table(0, List.of());
        }
        int rows = lots.stream().mapToInt(Table::rows).sum();
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < lots.getFirst().columns().size(); c++) {
            int index = c;
            columns.add(
                    column(lots.stream().map(lot -> lot.columns().get(index)).toList(), rows));
        }
        return new Table(rows, columns);
    }

    private static Column column(List<Column> parts, int rows) {
        return switch (parts.getFirst()) {
            case Column.Numeric first -> numeric(first, parts, rows);
            case Column.Text first -> text(first, parts, rows);
        };
    }

    private static Column numeric(Column.Numeric first, List<Column> parts, int rows) {
        double[] values = new double[rows];
        int at = 0;
        for (Column part : parts) {
            double[] more = ((Column.Numeric) part).values();
            System.arraycopy(more, 0, values, at, more.length);
            at += more.length;
        }
        return new Column.Numeric(first.name(), first.type(), values);
    }

    private static Column text(Column.Text first, List<Column> parts, int rows) {
        Map<String, Integer> dictionary = new LinkedHashMap<>();
        int[] codes = new int[rows];
        int at = 0;
        for (Column part : parts) {
            Column.Text text = (Column.Text) part;
            for (int row = 0; row < text.rows(); row++) {
                String value = text.value(row);
                codes[at++] = value == null ? -1 : dictionary.computeIfAbsent(value, _ -> dictionary.size());
            }
        }
        return new Column.Text(first.name(), dictionary.keySet().toArray(String[]::new), codes);
    }
}
