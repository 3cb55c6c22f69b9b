package dev.millrace.models;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.jobs.JobId;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements on {@code model_versions}, within the caller's tenant transaction. */
record VersionRows(JdbcClient jdbc) {
    Optional<ModelVersion> find(ModelId model, int version) {
        return jdbc.sql("SELECT * FROM model_versions WHERE model_id = :model AND version = :version")
                .param("model", model.value())
                .param("version", version)
                .query(VersionRows::version)
                .optional();
    }

    Optional<ModelVersion> ofJob(JobId job) {
        return jdbc.sql("SELECT * FROM model_versions WHERE job_id = :job")
                .param("job", job.value())
                .query(VersionRows::version)
                .optional();
    }

    List<ModelVersion> list(ModelId model, @Nullable Integer before, int limit) {
        return jdbc.sql("""
                        SELECT * FROM model_versions WHERE model_id = :model AND (:before::int IS NULL OR version < :before)
                        ORDER BY version DESC LIMIT :limit""")
                .param("model", model.value())
                .param("before", before)
                .param("limit", limit)
                .query(VersionRows::version)
                .list();
    }

    Map<ModelId, ModelVersion> current(List<Model> models) {
        UUID[] ids = models.stream().map(model -> model.id().value()).toArray(UUID[]::new);
        Integer[] numbers = models.stream().map(Model::currentVersion).toArray(Integer[]::new);
        return jdbc.sql("""
                        SELECT v.* FROM model_versions v
                        JOIN unnest(:ids::uuid[], :numbers::int[]) AS wanted (id, number)
                            ON v.model_id = wanted.id AND v.version = wanted.number""").param("ids", ids).param("numbers", numbers).query(VersionRows::version).stream()
                .collect(Collectors.toMap(ModelVersion::modelId, version -> version));
    }

    void insert(TenantId tenant, ModelId model, int number, NewVersion version) {
        jdbc.sql("""
                        INSERT INTO model_versions (tenant_id, model_id, version, framework, algorithm, task, sha256,
                            size_bytes, input_schema, metrics, cross_validation, hyperparameters, lineage, job_id)
                        VALUES (:tenant, :model, :version, :framework, :algorithm, :task, :sha256,
                            :size, :schema::jsonb, :metrics::jsonb, :folds::jsonb, :hyperparameters::jsonb, :lineage::jsonb, :job)""")
                .param("tenant", tenant.value())
                .param("model", model.value())
                .param("version", number)
                .param("framework", version.framework())
                .param("algorithm", version.algorithm())
                .param("task", version.task())
                .param("sha256", version.artifact().sha256())
                .param("size", version.artifact().size())
                .param("schema", Json.write(version.inputSchema()))
                .param("metrics", Json.write(version.metrics()))
                .param("folds", version.crossValidation() == null ? null : Json.write(version.crossValidation()))
                .param("hyperparameters", Json.write(version.hyperparameters()))
                .param("lineage", Json.write(version.lineage()))
                .param("job", job(version))
                .update();
    }

    private static @Nullable UUID job(NewVersion version) {
        JobId job = version.lineage().jobId();
        return job == null ? null : job.value();
    }

    private static ModelVersion version(ResultSet row, int index) throws SQLException {
        return new ModelVersion(
                new ModelId(row.getObject("model_id", UUID.class)),
                row.getInt("version"),
                row.getString("task"),
                row.getString("framework"),
                row.getString("algorithm"),
                new ArtifactHandle(row.getString("sha256"), row.getLong("size_bytes")),
                Json.read(row.getString("input_schema"), InputSchema.class),
                RegistryJson.numbers(row.getString("metrics")),
                RegistryJson.crossValidation(row.getString("cross_validation")),
                RegistryJson.object(row.getString("hyperparameters")),
                Json.read(row.getString("lineage"), Lineage.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
