package dev.millrace.datasets;

import java.nio.file.Path;

/** Names and values written into DuckDB's SQL. */
final class Sql {
    private Sql() {}

    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String text(String value) {
        return '\'' + value.replace("'", "''") + '\'';
    }

    static String parquet(Path file) {
        return "read_parquet(" + text(file.toString()) + ")";
    }
}
