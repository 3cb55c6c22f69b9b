package dev.millrace.security.sql;

import dev.millrace.artifacts.Scratch;
import dev.millrace.problems.Problem;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Runs one query that a user wrote (DuckDB's SQL) over the tables that it is given, in a process of its own that is killed
 * when the query takes too long. It reaches no other table, file, address, setting or secret.
 */
public final class SqlSandbox {
    private static final int LONGEST = 50_000;
    private static final int MOST_TABLES = 100;
    private static final long LOOK_MS = 100;

    private final SqlLimits limits;
    private final Path work;
    private final Semaphore free;

    /** {@code work} is the folder of the temporary files. */
    public SqlSandbox(SqlLimits limits, Path work) {
        this.limits = limits;
        this.work = work.toAbsolutePath().normalize();
        this.free = new Semaphore(limits.instances(), true);
    }

    /**
     * Runs it, as soon as one of the places is free. {@code goesOn} is called ten times a second, and throws when there is
     * no use in going on.
     *
     * @throws Problem INVALID with DuckDB's reason, or when it takes or gives more than is allowed; OUT_OF_MEMORY
     */
    public SqlResult query(String sql, List<SqlTable> tables, Runnable goesOn) {
        requireFit(sql, tables);
        takeTurn(goesOn);
        try {
            Scratch scratch = Scratch.below(work);
            try (SandboxProcess process = SandboxProcess.start(limits.duckDb().memoryMb(), scratch)) {
                return new SandboxedQuery(process, scratch, limits, sql, tables, goesOn).run();
            } catch (RuntimeException e) {
                scratch.close();
                throw e;
            }
        } finally {
            free.release();
        }
    }

    private static void requireFit(String sql, List<SqlTable> tables) {
        if (sql.isBlank() || sql.length() > LONGEST || sql.indexOf('\0') >= 0) {
            throw Problem.invalid("/sql", "sql is one SELECT statement of at most " + LONGEST + " characters");
        }
        Set<String> names = new HashSet<>();
        tables.forEach(table -> names.add(table.name().toLowerCase(Locale.ROOT)));
        if (names.size() < tables.size() || names.size() > MOST_TABLES) {
            throw Problem.invalid(
                    "/sql",
                    "a query is given at most " + MOST_TABLES
                            + " tables, whose names differ not only in upper and lower" + " case");
        }
    }

    private void takeTurn(Runnable goesOn) {
        try {
            while (!free.tryAcquire(LOOK_MS, TimeUnit.MILLISECONDS)) {
                goesOn.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for another query to end");
        }
    }
}
