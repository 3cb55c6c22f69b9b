package dev.millrace.jobs;

import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a job's row. */
final class JobRows {
    private JobRows() {}

    static Job job(ResultSet row, int number) throws SQLException {
        String error = row.getString("error");
        return new Job(
                ref(row, number),
                kind(row.getString("kind")),
                row.getString("name"),
                status(row.getString("status")),
                Json.parse(row.getString("request")),
                Priority.valueOf(row.getString("priority").toUpperCase(Locale.ROOT)),
                row.getString("workflow_id"),
                row.getString("run_id"),
                row.getInt("start_attempts"),
                Json.parse(row.getString("result")),
                row.getDouble("progress"),
                remaining(row),
                instant(row, "marked_at"),
                error == null ? null : Json.read(error, JobFailure.class),
                row.getString("trace_id"),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "completed_at"),
                occasion(row));
    }

    static JobRef ref(ResultSet row, int number) throws SQLException {
        return new JobRef(new TenantId(row.getString("tenant_id")), new JobId(row.getObject("id", UUID.class)));
    }

    static JobKind kind(String wire) {
        return JobKind.valueOf(wire.toUpperCase(Locale.ROOT));
    }

    static JobStatus status(String wire) {
        return JobStatus.valueOf(wire.toUpperCase(Locale.ROOT));
    }

    private static @Nullable Occasion occasion(ResultSet row) throws SQLException {
        UUID schedule = row.getObject("schedule_id", UUID.class);
        Instant time = instant(row, "scheduled_for");
        return schedule == null || time == null
                ? null
                : new Occasion(schedule, time, Objects.requireNonNullElse(row.getString("scheduled_by"), ""));
    }

    private static @Nullable Duration remaining(ResultSet row) throws SQLException {
        Long ms = row.getObject("remaining_ms", Long.class);
        return ms == null ? null : Duration.ofMillis(ms);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
