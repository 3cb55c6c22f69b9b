package dev.millrace.datasets;

import dev.millrace.security.sql.SqlText;

/** How DuckDB's types become ours; those of no column of ours are refused. */
final class ParquetType {
    private ParquetType() {}

    static DataShape.TypedColumn column(String name, String type) {
        String value = SqlText.identifier(name);
        String plain = type.indexOf('(') > 0 && !type.endsWith("]") ? type.substring(0, type.indexOf('(')) : type;
        return switch (plain) {
            case "BOOLEAN" -> new DataShape.TypedColumn(name, ColumnType.BOOLEAN, value);
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER" ->
                new DataShape.TypedColumn(name, ColumnType.INTEGER, "CAST(" + value + " AS BIGINT)");
            case "UBIGINT", "HUGEINT", "UHUGEINT", "DECIMAL", "\"NULL\"" ->
                new DataShape.TypedColumn(name, ColumnType.NUMBER, "CAST(" + value + " AS DOUBLE)");
            case "FLOAT", "DOUBLE" ->
                new DataShape.TypedColumn(
                        name,
                        ColumnType.NUMBER,
                        "CASE WHEN NOT isnan(" + value + ") THEN CAST(" + value + " AS DOUBLE) END");
            case "VARCHAR", "UUID", "ENUM" ->
                new DataShape.TypedColumn(name, ColumnType.STRING, "nullif(CAST(" + value + " AS VARCHAR), '')");
            case "DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE" ->
                new DataShape.TypedColumn(name, ColumnType.TIMESTAMP, "CAST(" + value + " AS TIMESTAMP)");
            default ->
                throw Unreadable.because(
                        "column " + name + " is of type " + type.substring(0, Math.min(60, type.length()))
                                + "; columns are numbers, booleans, strings, dates or timestamps, and nothing nested");
        };
    }
}
