package dev.millrace.models;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.TenantId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Changes what serves, within one transaction and under the model's row lock. */
record DeploymentChange(JdbcClient jdbc, TenantId tenant, ModelId modelId) {
    Deployment deploy(Deploy order) {
        Model model = new ModelRows(jdbc).lock(modelId);
        Optional<Deployment> earlier = new DeploymentRows(jdbc).byKey(modelId, order.key());
        if (earlier.isPresent()) {
            return same(earlier.get(), order.reason(), order.version());
        }
        model.requireVersion(order.version());
        model.requireNotDeprecated();
        requireNoRollout();
        return append(order);
    }

    Deployment rollback(String key, String by) {
        Model model = new ModelRows(jdbc).lock(modelId);
        Optional<Deployment> earlier = new DeploymentRows(jdbc).byKey(modelId, key);
        if (earlier.isPresent()) {
            return same(earlier.get(), Deployment.Reason.ROLLBACK, earlier.get().version());
        }
        model.requireNotDeprecated();
        requireNoRollout();
        int previous = DeploymentHistory.of(new DeploymentRows(jdbc).oldestFirst(modelId))
                .previous()
                .orElseThrow(() -> Problem.conflict("no other version of model " + model.name()
                        + " served before, so there is nothing to roll back to; deploy names a version instead"));
        return append(new Deploy(previous, Deployment.Reason.ROLLBACK, key, by));
    }

    private Deployment append(Deploy order) {
        new ModelRows(jdbc).touch(modelId);
        return new DeploymentRows(jdbc).append(tenant, modelId, order);
    }

    private static Deployment same(Deployment earlier, Deployment.Reason reason, int version) {
        if (earlier.reason() != reason || earlier.version() != version) {
            throw new Problem(
                    ProblemType.IDEMPOTENCY_KEY_REUSED,
                    "this key stands for another order (" + earlier.reason().wire() + " of version " + earlier.version()
                            + "); send a new Idempotency-Key");
        }
        return earlier;
    }

    private void requireNoRollout() {
        new RolloutChange(jdbc, tenant, modelId).requireNoOther();
    }
}
