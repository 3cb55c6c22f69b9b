package dev.millrace.security.sql;

import dev.millrace.problems.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Looks while a query runs whether it may go on: time, size of what it has given, and what its caller says. */
final class QueryWatch implements Runnable {
    private final SqlLimits limits;
    private final Path result;
    private final Runnable goesOn;
    private final long until;

    QueryWatch(SqlLimits limits, Path result, Runnable goesOn) {
        this.limits = limits;
        this.result = result;
        this.goesOn = goesOn;
        this.until = System.nanoTime() + limits.time().toNanos();
    }

    @Override
    public void run() {
        goesOn.run();
        if (System.nanoTime() - until > 0) {
            throw Problem.invalid("/sql", "the query took longer than " + limits.time() + ", the most allowed");
        }
        if (size() > limits.bytes()) {
            throw Problem.invalid(
                    "/sql", "the query gives more than " + limits.bytes() + " bytes of Parquet, the most allowed");
        }
    }

    private long size() {
        try {
            return Files.size(result);
        } catch (NoSuchFileException notYet) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("the size of a query's result could not be read", e);
        }
    }
}
