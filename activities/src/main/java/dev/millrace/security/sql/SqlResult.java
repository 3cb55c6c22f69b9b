package dev.millrace.security.sql;

import dev.millrace.artifacts.Scratch;
import java.nio.file.Path;
import java.util.List;

/** What a query gave: a Parquet file that goes when this is closed. */
public final class SqlResult implements AutoCloseable {
    private final Scratch scratch;
    private final Path parquet;
    private final List<Column> columns;
    private final long rows;

    SqlResult(Scratch scratch, Path parquet, List<Column> columns, long rows) {
        this.scratch = scratch;
        this.parquet = parquet;
        this.columns = List.copyOf(columns);
        this.rows = rows;
    }

    /** A column and DuckDB's name of its type. */
    public record Column(String name, String type) {}

    public Path parquet() {
        return parquet;
    }

    public List<Column> columns() {
        return columns;
    }

    public long rows() {
        return rows;
    }

    @Override
    public void close() {
        scratch.close();
    }
}
