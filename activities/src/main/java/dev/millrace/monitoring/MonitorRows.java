package dev.millrace.monitoring;

import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobRef;
import dev.millrace.models.ModelId;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements on {@code monitors}, within the caller's tenant transaction. */
record MonitorRows(JdbcClient jdbc) {
    Optional<Monitor> find(ModelId model) {
        return select(model, "");
    }

    Optional<Monitor> lock(ModelId model) {
        return select(model, " FOR UPDATE");
    }

    void put(TenantId tenant, ModelId model, MonitorSettings settings, String by, Instant at) {
        jdbc.sql("""
                        INSERT INTO monitors (tenant_id, model_id, settings, enabled, updated_by, updated_at)
                        VALUES (:tenant, :model, :settings::jsonb, :enabled, :by, :at)
                        ON CONFLICT (model_id) DO UPDATE SET settings = excluded.settings, enabled = excluded.enabled,
                            updated_by = excluded.updated_by, updated_at = excluded.updated_at,
                            revision = monitors.revision + 1""")
                .param("tenant", tenant.value())
                .param("model", model.value())
                .param("settings", Json.write(settings))
                .param("enabled", settings.enabled())
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void watchedBy(ModelId model, JobRef job) {
        jdbc.sql("UPDATE monitors SET job_id = :job WHERE model_id = :model")
                .param("job", job.job().value())
                .param("model", model.value())
                .update();
    }

    /** Whether the watch is over: nobody wants it any more, or another job has it. */
    boolean release(ModelId model, JobRef job) {
        jdbc.sql("UPDATE monitors SET job_id = NULL WHERE model_id = :model AND job_id = :job AND NOT enabled")
                .param("job", job.job().value())
                .param("model", model.value())
                .update();
        return find(model).filter(monitor -> job.job().equals(monitor.job())).isEmpty();
    }

    /** The job has ended, by itself or by somebody's wish: what it watched is not watched any more. */
    void ended(JobRef job) {
        jdbc.sql("UPDATE monitors SET job_id = NULL, enabled = false, revision = revision + 1,"
                        + " settings = settings || '{\"enabled\": false}' WHERE job_id = :job")
                .param("job", job.job().value())
                .update();
    }

    private Optional<Monitor> select(ModelId model, String lock) {
        return jdbc.sql("SELECT * FROM monitors WHERE model_id = :model" + lock)
                .param("model", model.value())
                .query(MonitorRows::monitor)
                .optional();
    }

    private static Monitor monitor(ResultSet row, int number) throws SQLException {
        UUID job = row.getObject("job_id", UUID.class);
        return new Monitor(
                new ModelId(row.getObject("model_id", UUID.class)),
                Json.read(row.getString("settings"), MonitorSettings.class),
                row.getLong("revision"),
                job == null ? null : new JobId(job),
                row.getString("updated_by"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
