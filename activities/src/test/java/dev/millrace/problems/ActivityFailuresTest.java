package dev.millrace.problems;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionSystemException;

class ActivityFailuresTest {
    @Test
    void doesNotRetryWhatTimeCannotHeal() {
        ApplicationFailure failure = translated(new Problem(ProblemType.TRAINING_IMPOSSIBLE, "one class only"));

        assertThat(failure.getType()).isEqualTo("training-impossible");
        assertThat(failure.getOriginalMessage()).isEqualTo("one class only");
        assertThat(failure.isNonRetryable()).isTrue();
    }

    @Test
    void takesALostConnectionForAnOutage() {
        var lost = new IllegalStateException("could not commit", new SQLException("terminated", "57P01"));
        var noneFree = new IllegalStateException("no connection", new SQLTransientConnectionException("timed out"));

        assertThat(translated(lost).getType()).isEqualTo("unavailable");
        assertThat(translated(lost).isNonRetryable()).isFalse();
        assertThat(translated(noneFree).getType()).isEqualTo("unavailable");
    }

    @Test
    void takesATransactionThatCannotEndForAnOutage() {
        var rollback = new TransactionSystemException("JDBC rollback failed", new SQLException("Connection is closed"));

        assertThat(translated(rollback).getType()).isEqualTo("unavailable");
    }

    @Test
    void takesABrokenConstraintForABug() {
        var duplicate = new IllegalStateException("insert", new SQLException("duplicate key", "23505"));

        assertThat(translated(duplicate).getType()).isEqualTo("internal");
    }

    @Test
    void waitsForAStoreThatDoesNotAnswer() {
        assertThat(translated(new UncheckedIOException(new IOException("stale file handle")))
                        .getType())
                .isEqualTo("unavailable");
    }

    @Test
    void doesNotRetryWhatDidNotFitIntoMemory() {
        ApplicationFailure failure = translated(new OutOfMemoryError("Java heap space"));

        assertThat(failure.getType()).isEqualTo("out-of-memory");
        assertThat(failure.isNonRetryable()).isTrue();
        assertThat(failure.getOriginalMessage()).contains("-Xmx");
    }

    @Test
    void leavesACancellationAsItIs() {
        var cancelled = new CanceledFailure("paused");

        assertThat(ActivityFailures.translate(cancelled)).isSameAs(cancelled);
    }

    @Test
    void waitsAsLongAsTheServiceAskedForButNoMoreThanAnHour() {
        var soon = Problem.upstreamFailed("busy", Duration.ofSeconds(90));
        var late = Problem.upstreamFailed("busy", Duration.ofDays(30));
        var unsaid = Problem.upstreamFailed("busy", null);

        assertThat(translated(soon).getNextRetryDelay()).isEqualTo(Duration.ofSeconds(90));
        assertThat(translated(late).getNextRetryDelay()).isEqualTo(Duration.ofHours(1));
        assertThat(translated(unsaid).getNextRetryDelay()).isNull();
    }

    private static ApplicationFailure translated(Throwable thrown) {
        return (ApplicationFailure) ActivityFailures.translate(thrown);
    }
}
