package dev.millrace.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millrace.tenancy.Schema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether this process can do its work: with its database yes, without Temporal only in part. */
@Component
public final class Readiness {
    private static final Duration TEMPORAL_ANSWER_HOLDS = Duration.ofSeconds(2);

    private final Schema schema;
    private final JdbcClient database;
    private final Runs runs;
    private final Clock clock;
    private volatile Answer temporal = new Answer(false, Instant.MIN);

    Readiness(Schema schema, DataSource application, Runs runs, Clock clock) {
        this.schema = schema;
        this.database = JdbcClient.create(application);
        this.runs = runs;
        this.clock = clock;
    }

    public Report report() {
        boolean databaseAnswers = schema.isReady() && databaseAnswers();
        boolean temporalAnswers = temporalAnswers();
        Status status = databaseAnswers ? (temporalAnswers ? Status.READY : Status.DEGRADED) : Status.UNAVAILABLE;
        Map<String, String> checks = new TreeMap<>();
        checks.put("database", word(databaseAnswers));
        checks.put("temporal", word(temporalAnswers));
        return new Report(status, checks);
    }

    private boolean databaseAnswers() {
        try {
            return database.sql("SELECT 1").query((row, n) -> row.getInt(1)).single() == 1;
        } catch (DataAccessException e) {
            return false;
        }
    }

    private boolean temporalAnswers() {
        Instant now = clock.instant();
        Answer last = temporal;
        if (last.at().isBefore(now.minus(TEMPORAL_ANSWER_HOLDS))) {
            last = new Answer(runs.areReachable(), now);
            temporal = last;
        }
        return last.given();
    }

    private static String word(boolean answers) {
        return answers ? "up" : "down";
    }

    /** How much of its work a process can do. */
    public enum Status {
        @JsonProperty("ready")
        READY,
        @JsonProperty("degraded")
        DEGRADED,
        @JsonProperty("unavailable")
        UNAVAILABLE
    }

    /** What was found; {@code checks} says up or down for each service needed. */
    public record Report(Status status, Map<String, String> checks) {}

    private record Answer(boolean given, Instant at) {}
}
