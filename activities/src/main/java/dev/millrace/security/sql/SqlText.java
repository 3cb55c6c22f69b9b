package dev.millrace.security.sql;

import java.nio.file.Path;

/** Names and values written into DuckDB's SQL. */
public final class SqlText {
    private SqlText() {}

    public static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    public static String text(String value) {
        return '\'' + value.replace("'", "''") + '\'';
    }

    public static String text(Path file) {
        return text(file.toString());
    }

    public static String parquet(Path file) {
        return "read_parquet(" + text(file) + ")";
    }
}
