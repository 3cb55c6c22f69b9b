package dev.millrace.prediction;

import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.ParquetExport.Field;
import dev.millrace.security.SafeCell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import tools.jackson.databind.JsonNode;

/** Results as CSV (RFC 4180), in which no text begins a formula. */
final class ResultCsv {
    private final ResultColumns columns;
    private final List<Field> fields;
    private final CSVPrinter printer;

    ResultCsv(ResultColumns columns, Appendable out) throws IOException {
        this.columns = columns;
        this.fields = columns.fields();
        this.printer = new CSVPrinter(out, CSVFormat.RFC4180);
    }

    void header() {
        print(fields.stream().map(Field::name).toList());
    }

    void row(JsonNode result) {
        List<String> values = columns.values(result);
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            boolean text = fields.get(i).type() == ColumnType.STRING;
            cells.add(text ? SafeCell.of(values.get(i)) : values.get(i));
        }
        print(cells);
    }

    private void print(List<String> cells) {
        try {
            printer.printRecord(cells);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
