package dev.millrace.datasets;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.jobs.JobId;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/** The tables behind {@link Datasets}. */
final class DatasetRows {
    private static final String SELECT = "SELECT id, name, version, description, format, row_count, size_bytes, sha256,"
            + " parquet_sha256, parquet_size, columns, created_at FROM datasets WHERE tenant_id = :tenant";

    private DatasetRows() {}

    /** Until the transaction ends, nobody else adds a version under the name. */
    static void lockName(JdbcClient jdbc, TenantId tenant, String name) {
        lock(jdbc, "dataset:" + tenant + ":" + name);
    }

    /** Until the transaction ends, nobody else deletes the dataset or begins to use it. */
    static void lock(JdbcClient jdbc, DatasetId id) {
        lock(jdbc, "dataset:" + id);
    }

    /** Until the transaction ends, nobody deletes the dataset; any number may begin to use it. */
    static void lockShared(JdbcClient jdbc, DatasetId id) {
        advisory(jdbc, "pg_advisory_xact_lock_shared", "dataset:" + id);
    }

    private static void lock(JdbcClient jdbc, String key) {
        advisory(jdbc, "pg_advisory_xact_lock", key);
    }

    private static void advisory(JdbcClient jdbc, String function, String key) {
        jdbc.sql("SELECT " + function + "(hashtextextended(:key, 0))")
                .param("key", key)
                .query((row, number) -> number)
                .list();
    }

    static Optional<Dataset> find(JdbcClient jdbc, TenantId tenant, DatasetId id) {
        return jdbc.sql(SELECT + " AND id = :id")
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query(DatasetRows::dataset)
                .optional();
    }

    static Optional<Dataset> newest(JdbcClient jdbc, TenantId tenant, String name) {
        return jdbc.sql(SELECT + " AND name = :name ORDER BY version DESC LIMIT 1")
                .param("tenant", tenant.value())
                .param("name", name)
                .query(DatasetRows::dataset)
                .optional();
    }

    static Optional<Dataset> made(JdbcClient jdbc, TenantId tenant, String key) {
        return jdbc.sql(SELECT
                        + " AND id = (SELECT dataset_id FROM made_datasets WHERE tenant_id = :tenant AND key = :key)")
                .param("tenant", tenant.value())
                .param("key", key)
                .query(DatasetRows::dataset)
                .optional();
    }

    static void noteMade(JdbcClient jdbc, TenantId tenant, String key, DatasetId id) {
        jdbc.sql("INSERT INTO made_datasets (tenant_id, key, dataset_id) VALUES (:tenant, :key, :id)")
                .param("tenant", tenant.value())
                .param("key", key)
                .param("id", id.value())
                .update();
    }

    static List<Dataset> list(
            JdbcClient jdbc, TenantId tenant, @Nullable String name, @Nullable DatasetId before, int limit) {
        return jdbc.sql(SELECT + """
                 AND (CAST(:name AS text) IS NULL OR name = :name)
                 AND (CAST(:before AS uuid) IS NULL OR id < :before)
                ORDER BY id DESC LIMIT :limit""")
                .param("tenant", tenant.value())
                .param("name", name)
                .param("before", before == null ? null : before.value())
                .param("limit", limit)
                .query(DatasetRows::dataset)
                .list();
    }

    static void insert(
            JdbcClient jdbc,
            TenantId tenant,
            DatasetId id,
            int version,
            NewDataset about,
            ReceivedData data,
            StoredData stored) {
        jdbc.sql("""
                INSERT INTO datasets (id, tenant_id, name, version, description, format, row_count, size_bytes, sha256,
                    parquet_sha256, parquet_size, columns, created_by)
                VALUES (:id, :tenant, :name, :version, :description, :format, :rows, :size, :sha256,
                    :parquetSha256, :parquetSize, CAST(:columns AS jsonb), :createdBy)""")
                .param("id", id.value())
                .param("tenant", tenant.value())
                .param("name", about.name())
                .param("version", version)
                .param("description", about.description())
                .param("format", data.format().wire())
                .param("rows", data.shape().rows())
                .param("size", data.sizeBytes())
                .param("sha256", data.sha256())
                .param("parquetSha256", stored.parquet().sha256())
                .param("parquetSize", stored.parquet().size())
                .param("columns", Json.write(stored.columns()))
                .param("createdBy", about.createdBy())
                .update();
    }

    static void use(JdbcClient jdbc, TenantId tenant, JobId job, DatasetId id) {
        jdbc.sql("""
                INSERT INTO job_datasets (tenant_id, job_id, dataset_id) VALUES (:tenant, :job, :id)
                ON CONFLICT DO NOTHING""")
                .param("tenant", tenant.value())
                .param("job", job.value())
                .param("id", id.value())
                .update();
    }

    /** The first job that uses the dataset and has not ended. */
    static Optional<JobId> openJob(JdbcClient jdbc, TenantId tenant, DatasetId id) {
        return jdbc.sql("""
                SELECT j.id FROM job_datasets d JOIN jobs j ON j.id = d.job_id
                WHERE d.tenant_id = :tenant AND d.dataset_id = :id
                  AND j.status NOT IN ('completed', 'failed', 'cancelled')
                ORDER BY j.id LIMIT 1""")
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query((row, number) -> new JobId(row.getObject("id", UUID.class)))
                .optional();
    }

    static void delete(JdbcClient jdbc, TenantId tenant, DatasetId id) {
        jdbc.sql("DELETE FROM datasets WHERE tenant_id = :tenant AND id = :id")
                .param("tenant", tenant.value())
                .param("id", id.value())
                .update();
    }

    private static Dataset dataset(ResultSet row, int number) throws SQLException {
        return new Dataset(
                new DatasetId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getInt("version"),
                row.getString("description"),
                DatasetFormat.of(row.getString("format")),
                row.getLong("row_count"),
                row.getLong("size_bytes"),
                row.getString("sha256"),
                new ArtifactHandle(row.getString("parquet_sha256"), row.getLong("parquet_size")),
                Json.mapper().readValue(row.getString("columns"), new TypeReference<List<ColumnSummary>>() {}),
                row.getTimestamp("created_at").toInstant());
    }
}
