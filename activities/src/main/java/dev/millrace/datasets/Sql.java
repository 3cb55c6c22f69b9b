package dev.millrace.datasets;

/** What datasets look like in DuckDB's SQL. */
final class Sql {
    private Sql() {}

    /**
     * What a dataset's column is called inside its Parquet file: by position, since DuckDB takes names that differ only in
     * case for the same.
     */
    static String column(int position) {
        return "c" + position;
    }
}
