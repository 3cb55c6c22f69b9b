package dev.millrace.models;

import dev.millrace.jobs.JobId;
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

    /** Those that served. */
    List<Deployment> oldestFirst(ModelId model) {
        return jdbc.sql("SELECT * FROM deployments WHERE model_id = :model AND state = 'served' ORDER BY position")
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

    /** The newest one that served before the one at the position. */
    Optional<Deployment> servedBefore(ModelId model, int position) {
        return jdbc.sql("""
                        SELECT * FROM deployments WHERE model_id = :model AND state = 'served' AND position < :position
                        ORDER BY position DESC LIMIT 1""")
                .param("model", model.value())
                .param("position", position)
                .query(DeploymentRows::deployment)
                .optional();
    }

    /** As {@link #append}, of a rollout that begins. */
    void appendRollout(TenantId tenant, ModelId model, int version, Strategy strategy, JobId rollout, String by) {
        jdbc.sql("""
                        INSERT INTO deployments (id, tenant_id, model_id, position, version, strategy, reason, key,
                            created_by, state, job_id)
                        SELECT :id, :tenant, :model, coalesce(max(position), 0) + 1, :version, :strategy, 'rollout', :key,
                            :by, 'rolling_out', :job
                        FROM deployments WHERE model_id = :model""")
                .param("id", Ids.next())
                .param("tenant", tenant.value())
                .param("model", model.value())
                .param("version", version)
                .param("strategy", strategy.wire())
                .param("key", "rollout:" + rollout)
                .param("by", by)
                .param("job", rollout.value())
                .update();
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

    static Deployment deployment(ResultSet row, int index) throws SQLException {
        UUID rollout = row.getObject("job_id", UUID.class);
        OffsetDateTime decided = row.getObject("decided_at", OffsetDateTime.class);
        return new Deployment(
                row.getObject("id", UUID.class),
                new ModelId(row.getObject("model_id", UUID.class)),
                row.getInt("position"),
                row.getInt("version"),
                Strategy.of(row.getString("strategy")),
                Deployment.State.of(row.getString("state")),
                Deployment.Reason.of(row.getString("reason")),
                rollout == null ? null : new JobId(rollout),
                row.getString("detail"),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                decided == null ? null : decided.toInstant());
    }
}
