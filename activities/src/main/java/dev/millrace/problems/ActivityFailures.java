package dev.millrace.problems;

import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/** Says what an activity's exception is in the terms of {@link ProblemType}, and whether another attempt may help. */
final class ActivityFailures {
    /** However long a service wants to be left alone: the next attempt may find it restarted. */
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);

    private ActivityFailures() {}

    /** What Temporal's own exceptions say already is left as it is. */
    static RuntimeException translate(Throwable thrown) {
        return switch (thrown) {
            case TemporalFailure known -> known;
            case ActivityCompletionException stopped -> stopped;
            case Problem problem ->
                failure(
                        problem.type(),
                        problem.detail(),
                        thrown,
                        problem.retryAfter().orElse(null));
            case OutOfMemoryError full -> failure(ProblemType.OUT_OF_MEMORY, outOfMemory(full), thrown);
            case UncheckedIOException io -> failure(ProblemType.UNAVAILABLE, "storage: " + io.getMessage(), thrown);
            default ->
                isOutage(thrown)
                        ? failure(ProblemType.UNAVAILABLE, "the database does not answer", thrown)
                        : failure(ProblemType.INTERNAL, described(thrown), thrown);
        };
    }

    private static ApplicationFailure failure(ProblemType type, String detail, Throwable cause) {
        return failure(type, detail, cause, null);
    }

    private static ApplicationFailure failure(
            ProblemType type, String detail, Throwable cause, @Nullable Duration retryAfter) {
        ApplicationFailure.Builder failure = ApplicationFailure.newBuilder()
                .setType(type.slug())
                .setMessage(detail)
                .setNonRetryable(!type.passesWithTime())
                .setCause(cause);
        if (retryAfter != null && retryAfter.isPositive()) {
            failure.setNextRetryDelay(retryAfter.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : retryAfter);
        }
        return failure.build();
    }

    private static boolean isOutage(Throwable thrown) {
        return Stream.<Throwable>iterate(thrown, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof TransactionSystemException
                        || cause instanceof SQLTransientException
                        || cause instanceof SQLRecoverableException
                        || (cause instanceof SQLException sql && isOutage(String.valueOf(sql.getSQLState()))));
    }

    /** PostgreSQL's classes: connection exceptions, insufficient resources, operator intervention. */
    private static boolean isOutage(String sqlState) {
        return sqlState.startsWith("08") || sqlState.startsWith("53") || sqlState.startsWith("57P");
    }

    private static String outOfMemory(OutOfMemoryError full) {
        long megabytes = Runtime.getRuntime().maxMemory() >> 20;
        return "the worker's heap of " + megabytes + " MB was not enough (" + full.getMessage()
                + "); give it a larger one (-Xmx), or less data at a time";
    }

    private static String described(Throwable thrown) {
        String message = thrown.getMessage();
        String name = thrown.getClass().getSimpleName();
        return message == null ? name : name + ": " + message;
    }
}
