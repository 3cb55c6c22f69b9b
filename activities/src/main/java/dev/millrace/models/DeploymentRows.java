package dev.millrace.models;

import dev.millrace.tenancy.Ids;
import dev.millrace.tenancy.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements on {@code deployments}, within the caller's tenant transaction. */
record DeploymentRows(JdbcClient jdbc) {
    Optional<Deployment> byKey(ModelId model, String key) {
        return jdbc.sql("SELECT * FROM deployments WHERE model_id = :model AND key = :key")
                .param("model", model.value())
                .param("key", key)
                .query(DeploymentRows::deployment)
                .optional();
    }

    List<Deployment> oldestFirst(ModelId model) {
        return jdbc.sql("SELECT * FROM deployments WHERE model_id = :model ORDER BY position")
                .param("model", model.value())
                .query(DeploymentRows::deployment)
                .list();
    }

    List<Deployment> newest(ModelId model, @Nullable UUID before, int limit) {
        return jdbc.sql("""
                        SELECT * FROM deployments WHERE model_id = :model AND (:before::uuid IS NULL
                            OR position < (SELECT position FROM deployments WHERE id = :before))
                        ORDER BY position DESC LIMIT :limit""")
                .param("model", model.value())
                .param("before", before)
                .param("limit", limit)
                .query(DeploymentRows::deployment)
                .list();
    }

    /** To be called under the model's row lock. */
    Deployment append(TenantId tenant, ModelId model, Deploy order) {
        return jdbc.sql("""
                        INSERT INTO deployments (id, tenant_id, model_id, position, version, strategy, reason, key, created_by)
                        SELECT :id, :tenant, :model, coalesce(max(position), 0) + 1, :version, 'immediate', :reason, :key, :by
                        FROM deployments WHERE model_id = :model
                        RETURNING *""")
                .param("id", Ids.next())
                .param("tenant", tenant.value())
                .param("model", model.value())
                .param("version", order.version())
                .param("reason", order.reason().wire())
                .param("key", order.key())
                .param("by", order.by())
                .query(DeploymentRows::deployment)
                .single();
    }

    private static Deployment deployment(ResultSet row, int index) throws SQLException {
        return new Deployment(
                row.getObject("id", UUID.class),
                new ModelId(row.getObject("model_id", UUID.class)),
                row.getInt("position"),
                row.getInt("version"),
                Deployment.Reason.of(row.getString("reason")),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
