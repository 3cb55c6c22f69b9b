package dev.millrace.datasets;

import java.nio.file.Path;

/** Names and values written into DuckDB's SQL. */
final class Sql {
    private Sql() {}

    /**
     * What a dataset's column is called inside its Parquet file: by position, since DuckDB takes names that differ only in
     * case for the same.
     */
    static String column(int position) {
        return "c" + position;
    }

    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String text(String value) {
        return '\'' + value.replace("'", "''") + '\'';
    }

    static String text(Path file) {
        return text(file.toString());
    }

    static String parquet(Path file) {
        return "read_parquet(" + text(file) + ")";
    }
}
