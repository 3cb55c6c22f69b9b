package dev.millrace.datasets;

import dev.millrace.artifacts.Scratch;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;

/** One DuckDB instance in use by one thread; closing it gives back its memory and deletes its scratch folder. */
final class DuckSession implements AutoCloseable {
    private final DuckDBConnection connection;
    private final Scratch scratch;
    private final Runnable afterwards;

    DuckSession(DuckDBConnection connection, Scratch scratch, Runnable afterwards) {
        this.connection = connection;
        this.scratch = scratch;
        this.afterwards = afterwards;
    }

    /** A file that DuckDB may write and that goes with the session. */
    Path file(String name) {
        return scratch.file(name);
    }

    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    <T> T query(String sql, Reader<T> reader) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return reader.read(rows);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    DuckDBPreparedStatement prepare(String sql) throws SQLException {
        return connection.prepare(sql);
    }

    static RuntimeException failure(SQLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("Out of Memory Error")) {
            return new Problem(
                    ProblemType.OUT_OF_MEMORY,
                    "the dataset needs more memory or temporary disk than one may take here; fewer columns or rows fit");
        }
        return new IllegalStateException("DuckDB refused: " + message, e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            scratch.close();
            afterwards.run();
        }
    }

    /** Takes what it needs from the rows of a query. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }
}
