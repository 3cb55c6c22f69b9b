package dev.millrace.models;

import dev.millrace.jobs.JobId;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.TenantId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Changes how traffic is shared out, within one transaction and under the model's row lock. */
record RolloutChange(JdbcClient jdbc, TenantId tenant, ModelId modelId) {
    private static final int NOT_BEGUN = -1;

    Model begin(JobId rollout, int version, Strategy strategy, String by) {
        Model model = new ModelRows(jdbc).lock(modelId);
        model.requireVersion(version);
        model.requireNotDeprecated();
        requireNoOther();
        if (model.deployedVersion() == null) {
            throw Problem.conflict("no version of model " + model.name() + " serves, so there is nothing to go back to;"
                    + " deploy the first one with strategy immediate");
        }
        if (model.deployedVersion() == version) {
            throw Problem.conflict("version " + version + " of model " + model.name() + " serves already");
        }
        new DeploymentRows(jdbc).appendRollout(tenant, modelId, version, strategy, rollout, by);
        new RolloutRows(jdbc).split(tenant, modelId, new Split(rollout.value(), NOT_BEGUN, version, 0, false));
        new ModelRows(jdbc).touch(modelId);
        return model;
    }

    /** @throws Problem 409 that says which rollout is under way */
    void requireNoOther() {
        new RolloutRows(jdbc).open(modelId).ifPresent(open -> {
            throw Problem.conflict("version " + open.version() + " is being rolled out ("
                    + open.strategy().wire()
                    + ", job " + open.rollout()
                    + "); wait for it to end, cancel it, or end it with POST /api/v1/models/"
                    + modelId + "/rollback");
        });
    }

    boolean shift(JobId rollout, int stage, double share, boolean shadow) {
        Optional<Deployment> open = locked(rollout);
        open.ifPresent(entry -> new RolloutRows(jdbc)
                .split(tenant, modelId, new Split(rollout.value(), stage, entry.version(), share, shadow)));
        return open.isPresent();
    }

    boolean end(JobId rollout, Deployment.State state, String detail) {
        Optional<Deployment> open = locked(rollout);
        if (open.isEmpty()) {
            return new RolloutRows(jdbc).of(rollout).stream().anyMatch(entry -> entry.state() == state);
        }
        if (state == Deployment.State.SERVED) {
            new ModelRows(jdbc).find(modelId).ifPresent(Model::requireNotDeprecated);
        }
        new RolloutRows(jdbc).unsplit(modelId);
        new RolloutRows(jdbc).decide(open.get().id(), state, detail);
        new ModelRows(jdbc).touch(modelId);
        return true;
    }

    /** The rollout's entry while it is open; nobody else changes the model until this transaction ends. */
    private Optional<Deployment> locked(JobId rollout) {
        new ModelRows(jdbc).lock(modelId);
        return new RolloutRows(jdbc).open(modelId).filter(entry -> rollout.equals(entry.rollout()));
    }
}
