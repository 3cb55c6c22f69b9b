package dev.millrace.limits;

import dev.millrace.tenancy.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of limits, and what is counted against them. */
final class LimitRows {
    private static final String OPEN = "status NOT IN ('completed', 'failed', 'cancelled')";
    /** The fits that a running job may have at a time; a job of a job, such as AutoML's study, counts by itself. */
    private static final String FITS = """
            SELECT coalesce(sum(CASE WHEN kind = 'training' THEN 1
                                     ELSE coalesce((request ->> 'max_parallel')::bigint, 1) END), 0)
            FROM jobs WHERE tenant_id = current_tenant() AND %s AND run_id IS NOT NULL AND status = 'running'
              AND kind IN ('training', 'hyperparameter_tuning', 'automl')
            """.formatted(OPEN);

    private LimitRows() {}

    static LimitChanges changes(JdbcClient jdbc) {
        return jdbc.sql("SELECT * FROM workspace_limits WHERE tenant_id = current_tenant()")
                .query(LimitRows::read)
                .optional()
                .orElse(LimitChanges.NONE);
    }

    static void write(JdbcClient jdbc, TenantId tenant, LimitChanges changes) {
        jdbc.sql("""
                INSERT INTO workspace_limits VALUES (:tenant, :rate, :burst, :jobs, :rows, :bytes, :fits)
                ON CONFLICT (tenant_id) DO UPDATE SET requests_per_second = excluded.requests_per_second,
                  request_burst = excluded.request_burst, open_jobs = excluded.open_jobs,
                  dataset_rows = excluded.dataset_rows, storage_bytes = excluded.storage_bytes,
                  concurrent_fits = excluded.concurrent_fits""")
                .param("tenant", tenant.value())
                .param("rate", changes.requestsPerSecond())
                .param("burst", changes.requestBurst())
                .param("jobs", changes.openJobs())
                .param("rows", changes.datasetRows())
                .param("bytes", changes.storageBytes())
                .param("fits", changes.concurrentFits())
                .update();
    }

    /** Until the transaction ends, nobody else counts what this name stands for in the workspace. */
    static void lock(JdbcClient jdbc, TenantId tenant, String what) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .param("key", "limit:" + what + ":" + tenant)
                .query((row, number) -> number)
                .list();
    }

    static long openJobs(JdbcClient jdbc) {
        return count(
                jdbc,
                "SELECT count(*) FROM jobs WHERE tenant_id = current_tenant() AND parent_run IS NULL AND " + OPEN);
    }

    static long datasetRows(JdbcClient jdbc) {
        return count(jdbc, "SELECT coalesce(sum(row_count), 0) FROM datasets WHERE tenant_id = current_tenant()");
    }

    static long storageBytes(JdbcClient jdbc) {
        return count(
                jdbc,
                "SELECT coalesce(sum(size), 0) FROM (SELECT DISTINCT sha256, size FROM artifact_refs"
                        + " WHERE tenant_id = current_tenant()) held");
    }

    static long fits(JdbcClient jdbc) {
        return count(jdbc, FITS);
    }

    private static long count(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query((row, number) -> row.getLong(1)).single();
    }

    private static LimitChanges read(ResultSet row, int number) throws SQLException {
        return new LimitChanges(
                number(row, "requests_per_second"),
                number(row, "request_burst"),
                number(row, "open_jobs"),
                number(row, "dataset_rows"),
                number(row, "storage_bytes"),
                number(row, "concurrent_fits"));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Long.class);
    }
}
