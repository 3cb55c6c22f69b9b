package dev.millrace.bench;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads plain CSV (no quotes): columns whose first value is a number are numbers, others are texts. */
final class CsvTable {
    private final String name;
    private final boolean text;
    private double[] numbers = new double[1024];
    private int[] codes = new int[1024];
    private final Map<String, Integer> dictionary = new LinkedHashMap<>();
    private int rows;

    private CsvTable(String name, String first) {
        this.name = name;
        this.text = !first.matches("[-+0-9.eE]*|nan");
    }

    static Table read(Path csv) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(csv)) {
            String[] header = reader.readLine().split(",", -1);
            String line = reader.readLine();
            List<CsvTable> columns = new ArrayList<>();
            String[] first = line.split(",", -1);
            for (int i = 0; i < header.length; i++) {
                columns.add(new CsvTable(header[i], first[i]));
            }
            for (; line != null; line = reader.readLine()) {
                String[] values = line.split(",", -1);
                for (int i = 0; i < values.length; i++) {
                    columns.get(i).add(values[i]);
                }
            }
            return new Table(
                    columns.getFirst().rows,
                    columns.stream().map(CsvTable::column).toList());
        }
    }

    private void add(String value) {
        if (rows == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * rows);
            codes = Arrays.copyOf(codes, 2 * rows);
        }
        if (text) {
            codes[rows++] = dictionary.computeIfAbsent(value, any -> dictionary.size());
        } else {
            numbers[rows++] = value.isEmpty() || value.equals("nan") ? Double.NaN : Double.parseDouble(value);
        }
    }

    private Column column() {
        return text
                ? new Column.Text(name, dictionary.keySet().toArray(new String[0]), Arrays.copyOf(codes, rows))
                : new Column.Numeric(name, ColumnType.NUMBER, Arrays.copyOf(numbers, rows));
    }
}
