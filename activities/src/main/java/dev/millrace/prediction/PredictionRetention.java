package dev.millrace.prediction;

import dev.millrace.jobs.Housekeeping;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forgets logged predictions and counts older than {@code millrace.predictions.retention}, 30 days unless set. */
@Component
final class PredictionRetention implements Housekeeping {
    /** So that no delete holds its locks for long. */
    private static final int AT_ONCE = 10_000;

    private final Duration kept;
    private final Clock clock;

    PredictionRetention(@Value("${millrace.predictions.retention:P30D}") Duration kept, Clock clock) {
        if (kept.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("millrace.predictions.retention is an hour or more, not " + kept);
        }
        this.kept = kept;
        this.clock = clock;
    }

    @Override
    public void cleanUp(JdbcClient dispatcher) {
        OffsetDateTime oldest = clock.instant().minus(kept).atOffset(ZoneOffset.UTC);
        delete(dispatcher, "prediction_log", "at", oldest);
        delete(dispatcher, "prediction_counts", "minute", oldest);
    }

    private static void delete(JdbcClient dispatcher, String table, String time, OffsetDateTime oldest) {
        String batch = "DELETE FROM %1$s WHERE ctid IN (SELECT ctid FROM %1$s WHERE %2$s < :oldest LIMIT %3$d)"
                .formatted(table, time, AT_ONCE);
        while (dispatcher.sql(batch).param("oldest", oldest).update() == AT_ONCE) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }
}
