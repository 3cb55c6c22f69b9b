package dev.millrace.models;

import dev.millrace.jobs.JobId;
import dev.millrace.tenancy.TenantId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements on {@code traffic_splits}, and on the entries of rollouts, within the caller's tenant transaction. */
record RolloutRows(JdbcClient jdbc) {
    Optional<Deployment> open(ModelId model) {
        return jdbc.sql("SELECT * FROM deployments WHERE model_id = :model AND state = 'rolling_out'")
                .param("model", model.value())
                .query(DeploymentRows::deployment)
                .optional();
    }

    Optional<Deployment> of(JobId rollout) {
        return jdbc.sql("SELECT * FROM deployments WHERE job_id = :job")
                .param("job", rollout.value())
                .query(DeploymentRows::deployment)
                .optional();
    }

    Optional<ModelId> modelOf(JobId rollout) {
        return jdbc.sql("SELECT model_id FROM deployments WHERE job_id = :job AND state = 'rolling_out'")
                .param("job", rollout.value())
                .query(UUID.class)
                .optional()
                .map(ModelId::new);
    }

    void split(TenantId tenant, ModelId model, Split split) {
        jdbc.sql("""
                        INSERT INTO traffic_splits (tenant_id, model_id, rollout_id, stage, version, share, shadow)
                        VALUES (:tenant, :model, :rollout, :stage, :version, :share, :shadow)
                        ON CONFLICT (model_id) DO UPDATE SET rollout_id = excluded.rollout_id, stage = excluded.stage,
                            version = excluded.version, share = excluded.share, shadow = excluded.shadow""")
                .param("tenant", tenant.value())
                .param("model", model.value())
                .param("rollout", split.rollout())
                .param("stage", split.stage())
                .param("version", split.version())
                .param("share", split.share())
                .param("shadow", split.shadow())
                .update();
    }

    void unsplit(ModelId model) {
        jdbc.sql("DELETE FROM traffic_splits WHERE model_id = :model")
                .param("model", model.value())
                .update();
    }

    void decide(UUID deployment, Deployment.State state, String detail) {
        jdbc.sql("UPDATE deployments SET state = :state, detail = :detail, decided_at = now() WHERE id = :id")
                .param("state", state.wire())
                .param("detail", detail)
                .param("id", deployment)
                .update();
    }
}
