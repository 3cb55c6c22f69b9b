package dev.millrace.datasets;

import dev.millrace.artifacts.Scratch;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.sql.DuckDbLock;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBConnection;

/**
 * Opens DuckDB instances, each in memory, on its own and locked down: it reaches only the files that it is given, loads no
 * extension, and no SQL can change that. The number open at a time bounds the memory of all.
 */
public final class DuckDb {
    private static final long PATIENCE_SECONDS = 60;

    private final DuckDbLimits limits;
    private final Path work;
    private final Semaphore free;

    public DuckDb(DuckDbLimits limits, Path work) {
        this.limits = limits;
        this.work = work.toAbsolutePath().normalize();
        this.free = new Semaphore(limits.instances(), true);
    }

    /** An instance that reaches these files and its own scratch folder. */
    DuckSession open(Path... files) {
        takeTurn();
        Scratch scratch = Scratch.below(work);
        try {
            return new DuckSession(connect(scratch, List.of(files)), scratch, free::release);
        } catch (SQLException | RuntimeException e) {
            scratch.close();
            free.release();
            throw new IllegalStateException("DuckDB does not start", e);
        }
    }

    private void takeTurn() {
        try {
            if (!free.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new Problem(ProblemType.UNAVAILABLE, "too many datasets are being worked on; try again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(ProblemType.UNAVAILABLE, "interrupted while waiting for another dataset's work to end");
        }
    }

    private DuckDBConnection connect(Scratch scratch, List<Path> files) throws SQLException {
        DuckDBConnection connection =
                DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
        try (Statement statement = connection.createStatement()) {
            for (String setting : lock().settings(scratch.folder(), files)) {
                statement.execute("SET " + setting);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private DuckDbLock lock() {
        return new DuckDbLock(limits.memoryMb(), limits.diskMb(), limits.threads());
    }
}
