package dev.millrace.datasets;

import dev.millrace.problems.Problem;
import dev.millrace.security.sql.SqlText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Checks an uploaded Parquet file: what its footer declares first, then all its values. */
final class ParquetIntake {
    private final DuckSession session;
    private final Path file;
    private final DatasetLimits limits;

    ParquetIntake(DuckSession session, Path file, DatasetLimits limits) {
        this.session = session;
        this.file = file;
        this.limits = limits;
    }

    DataShape shape() {
        try {
            return checked();
        } catch (Problem problem) {
            throw problem;
        } catch (RuntimeException e) {
            throw damaged();
        }
    }

    static Problem damaged() {
        return Unreadable.because("the Parquet file is damaged, encrypted, or of a kind that cannot be read");
    }

    private DataShape checked() {
        long rows = session.query("SELECT num_rows FROM parquet_file_metadata(" + SqlText.text(file) + ")", row -> {
            row.next();
            return row.getLong(1);
        });
        List<DataShape.TypedColumn> columns = columns();
        requireFewEnough(rows, columns.size());
        String source = "read_parquet(" + SqlText.text(file) + ", hive_partitioning = false)";
        requireFit(columns, rows, source);
        return new DataShape(columns, rows, source, true);
    }

    private List<DataShape.TypedColumn> columns() {
        List<String> names =
                session.query("SELECT name FROM parquet_schema(" + SqlText.text(file) + ") OFFSET 1", row -> {
                    List<String> found = new ArrayList<>();
                    while (row.next() && found.size() <= limits.columns()) {
                        found.add(row.getString(1));
                    }
                    return found;
                });
        if (names.size() > limits.columns()) {
            throw Unreadable.tooLarge("the file has more than " + limits.columns() + " columns, the most allowed");
        }
        List<DataShape.TypedColumn> columns = session.query(
                "DESCRIBE SELECT * FROM read_parquet(" + SqlText.text(file) + ", hive_partitioning = false)", row -> {
                    List<DataShape.TypedColumn> found = new ArrayList<>();
                    while (row.next()) {
                        found.add(ParquetType.column(row.getString(1), row.getString(2)));
                    }
                    return found;
                });
        return named(columns, names);
    }

    /** DuckDB renames columns whose names differ in case only; their own names are in the schema, in the same order. */
    private static List<DataShape.TypedColumn> named(List<DataShape.TypedColumn> columns, List<String> names) {
        if (columns.size() != names.size() || columns.isEmpty()) {
            throw Unreadable.because("the Parquet file has no columns, or its schema does not fit them");
        }
        Set<String> seen = new HashSet<>();
        return IntStream.range(0, columns.size())
                .mapToObj(i -> {
                    String name = names.get(i).strip();
                    CsvHeader.check(name, i + 1);
                    if (!seen.add(name)) {
                        throw Unreadable.because("two columns are named " + name + "; each name is used once");
                    }
                    return new DataShape.TypedColumn(
                            name, columns.get(i).type(), columns.get(i).expression());
                })
                .toList();
    }

    private void requireFewEnough(long rows, int columns) {
        if (rows < 1) {
            throw Unreadable.because("the file has no rows; send at least one");
        }
        if (rows > limits.rows()) {
            throw Unreadable.tooLarge("the data has more than " + limits.rows() + " rows, the most allowed");
        }
        // A value of a CSV file takes two bytes or more.
        if (rows * columns > limits.bytes() / 2) {
            throw Unreadable.tooLarge("the data has more than " + limits.bytes() / 2 + " values, the most allowed");
        }
    }

    /** Reads every value, so that what is damaged or too large is found before anything is kept. */
    private void requireFit(List<DataShape.TypedColumn> columns, long rows, String source) {
        for (DataShape.TypedColumn column : columns) {
            String figures = switch (column.type()) {
                case STRING ->
                    "coalesce(max(strlen(v)), 0), coalesce(sum(strlen(v)), 0)::DOUBLE, coalesce(bool_or(contains(v, chr(0))), false)";
                case NUMBER, TIMESTAMP -> "0, count(v)::DOUBLE, coalesce(bool_or(isinf(v)), false)";
                case INTEGER, BOOLEAN -> "0, count(v)::DOUBLE, false";
            };
            session.query(
                    "SELECT count(*), " + figures + " FROM (SELECT " + column.expression() + " AS v FROM " + source
                            + ")",
                    row -> {
                        row.next();
                        if (row.getLong(1) != rows) {
                            throw Unreadable.because("the Parquet file has other rows than its footer says");
                        }
                        if (row.getLong(2) > limits.rowBytes() || row.getDouble(3) > limits.bytes()) {
                            throw Unreadable.tooLarge(
                                    "the texts of column " + column.name() + " are larger than allowed: "
                                            + limits.rowBytes() + " bytes each and " + limits.bytes() + " together");
                        }
                        if (row.getBoolean(4)) {
                            throw Unreadable.because(
                                    "column " + column.name() + " holds "
                                            + (column.type() == ColumnType.STRING
                                                    ? "a NUL character"
                                                    : "an infinite value; numbers and times are finite, a missing one is null"));
                        }
                        return true;
                    });
        }
    }
}
