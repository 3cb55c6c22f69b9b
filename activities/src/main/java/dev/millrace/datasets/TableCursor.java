package dev.millrace.datasets;

import dev.millrace.artifacts.LocalCopy;
import dev.millrace.security.sql.SqlText;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/** Rows of a dataset, read forwards in lots. Holds a DuckDB instance until it is closed; not for use by several threads. */
public final class TableCursor implements AutoCloseable {
    private final DuckSession session;
    private final LocalCopy file;
    private final List<StoredColumn> columns;
    private final DuckDBPreparedStatement statement;
    private final DuckDBChunkedResult result;
    private @Nullable DuckDBDataChunkReader chunk;
    private int position;
    private long left;

    private TableCursor(DuckSession session, LocalCopy file, List<StoredColumn> columns, RowRange rows)
            throws SQLException {
        this.session = session;
        this.file = file;
        this.columns = columns;
        this.statement = session.prepare(select(file.path(), columns, rows));
        this.result = statement.query();
        this.left = rows.rows();
    }

    static TableCursor open(DuckSession session, LocalCopy file, List<StoredColumn> columns, RowRange rows) {
        try {
            return new TableCursor(session, file, columns, rows);
        } catch (SQLException e) {
            session.close();
            throw DuckSession.failure(e);
        }
    }

    /** The next rows, at most so many; fewer only at the end, and a table without rows after it. */
    public Table next(int atMost) {
        int rows = Math.toIntExact(Math.min(atMost, left));
        List<ColumnReader> readers =
                columns.stream().map(column -> ColumnReader.of(column, rows)).toList();
        int filled = 0;
        while (filled < rows) {
            DuckDBDataChunkReader from = chunk();
            int take = Math.toIntExact(Math.min(rows - filled, from.rowCount() - position));
            for (int i = 0; i < readers.size(); i++) {
                readers.get(i).take(from.vector(i), position, take);
            }
            position += take;
            filled += take;
        }
        left -= rows;
        return new Table(rows, readers.stream().map(ColumnReader::column).toList());
    }

    private DuckDBDataChunkReader chunk() {
        DuckDBDataChunkReader current = chunk;
        while (current == null || position >= current.rowCount()) {
            if (!result.nextChunk()) {
                throw new IllegalStateException("the dataset's file ends " + left + " rows early");
            }
            current = result.chunk();
            chunk = current;
            position = 0;
        }
        return current;
    }

    private static String select(Path file, List<StoredColumn> columns, RowRange rows) {
        String values = columns.stream().map(ColumnReader::expression).collect(Collectors.joining(", "));
        return "SELECT " + (values.isEmpty() ? "1" : values) + " FROM " + SqlText.parquet(file)
                + " WHERE file_row_number >= " + rows.from() + " AND file_row_number < " + rows.to();
    }

    @Override
    public void close() {
        try (file;
                session) {
            result.close();
            statement.close();
        } catch (SQLException e) {
            throw DuckSession.failure(e);
        }
    }
}
