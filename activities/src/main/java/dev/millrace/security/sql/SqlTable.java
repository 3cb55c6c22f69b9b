package dev.millrace.security.sql;

import dev.millrace.problems.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A table that a query may read: a Parquet file, and what the columns in it are called. */
public record SqlTable(String name, Path parquet, List<Column> columns) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

    public SqlTable {
        if (!NAME.matcher(name).matches()) {
            throw Problem.invalid(
                    "/sql",
                    "a table's name is 1 to 63 letters, digits and _, not beginning with a digit; this one is not: "
                            + name.substring(0, Math.min(name.length(), 63)));
        }
        parquet = parquet.toAbsolutePath().normalize();
        columns = List.copyOf(columns);
    }

    /** {@code stored} is its name in the file. */
    public record Column(String stored, String name) {}

    String view() {
        String selected = columns.stream()
                .map(column -> SqlText.identifier(column.stored()) + " AS " + SqlText.identifier(column.name()))
                .collect(Collectors.joining(", "));
        return "CREATE VIEW " + SqlText.identifier(name) + " AS SELECT " + selected + " FROM "
                + SqlText.parquet(parquet);
    }
}
