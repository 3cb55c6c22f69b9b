package dev.millrace.datasets;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Checks records against the header, notes the forms of their values, and writes them plainly: commas, LF, quotes only where
 * needed, no header, no empty lines. DuckDB then has nothing to guess.
 */
final class CsvRows implements CsvScanner.Sink {
    private final DatasetLimits limits;
    private final OutputStream out;
    private List<ColumnForms> columns = List.of();
    private long rows;
    private boolean lineBreaks;

    CsvRows(DatasetLimits limits, OutputStream out) {
        this.limits = limits;
        this.out = out;
    }

    @Override
    public void accept(CsvRecord record) throws IOException {
        if (record.isBlank()) {
            return;
        }
        if (columns.isEmpty()) {
            columns = CsvHeader.names(record, limits).stream()
                    .map(ColumnForms::new)
                    .toList();
            return;
        }
        check(record);
        for (int field = 0; field < record.fields(); field++) {
            columns.get(field).see(record, field);
        }
        write(record);
        rows++;
    }

    private void check(CsvRecord record) {
        if (record.fields() != columns.size()) {
            throw Unreadable.inLine(
                    record.line(),
                    "has " + record.fields() + " values where the header names " + columns.size()
                            + " columns; every row has one value for each column, an empty one where it is missing");
        }
        if (rows >= limits.rows()) {
            throw Unreadable.tooLarge("the data has more than " + limits.rows() + " rows, the most allowed");
        }
    }

    private void write(CsvRecord record) throws IOException {
        for (int field = 0; field < record.fields(); field++) {
            if (field > 0) {
                out.write(',');
            }
            write(record.bytes(), record.from(field), record.to(field));
        }
        out.write('\n');
    }

    private void write(byte[] bytes, int from, int to) throws IOException {
        if (!needsQuotes(bytes, from, to)) {
            out.write(bytes, from, to - from);
            return;
        }
        out.write('"');
        for (int i = from; i < to; i++) {
            if (bytes[i] == '"') {
                out.write('"');
            }
            lineBreaks |= bytes[i] == '\n';
            out.write(bytes[i]);
        }
        out.write('"');
    }

    private boolean needsQuotes(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == ',' || bytes[i] == '"' || bytes[i] == '\n' || bytes[i] == '\r') {
                return true;
            }
        }
        // An only column's empty value must not become an empty line.
        return from == to && columns.size() == 1;
    }

    /** What was read, once all of it was. */
    CsvShape shape() {
        if (columns.isEmpty()) {
            throw Unreadable.because("the file is empty; the first line names the columns, rows follow");
        }
        if (rows == 0) {
            throw Unreadable.because("the file has a header but no rows; send at least one row");
        }
        return new CsvShape(columns, rows, lineBreaks);
    }
}
