package dev.millrace.models;

import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which version of a model serves, and which served before. */
@Component
public final class Deployments {
    private final TenantTransactions transactions;
    private final Serving serving;

    Deployments(TenantTransactions transactions, Serving serving) {
        this.transactions = transactions;
        this.serving = serving;
    }

    /**
     * Puts a version into service at once. The same key again changes nothing and answers what it did the first time.
     *
     * @throws dev.millrace.problems.Problem 422 when there is no such version or the key was used for another order, 409
     *     when the model is deprecated or a rollout is under way
     */
    public Deployment deploy(TenantId tenant, ModelId model, Deploy order) {
        Deployment deployed = transactions.in(tenant, jdbc -> new DeploymentChange(jdbc, tenant, model).deploy(order));
        serving.forget(tenant, model);
        return deployed;
    }

    /**
     * Puts the version into service that served before the present one; done again, the one before that. The same key again
     * changes nothing and answers what it did the first time.
     *
     * @throws dev.millrace.problems.Problem 409 when no other version served before, the model is deprecated, or a rollout is
     *     under way
     */
    public Deployment rollback(TenantId tenant, ModelId model, String key, String by) {
        Deployment deployed =
                transactions.in(tenant, jdbc -> new DeploymentChange(jdbc, tenant, model).rollback(key, by));
        serving.forget(tenant, model);
        return deployed;
    }

    /** What serves now. */
    public Optional<Deployment> current(TenantId tenant, ModelId model) {
        return transactions.in(tenant, jdbc -> new DeploymentRows(jdbc).servedBefore(model, Integer.MAX_VALUE));
    }

    /** What served before an entry. */
    public Optional<Deployment> before(TenantId tenant, Deployment entry) {
        return transactions.in(
                tenant, jdbc -> new DeploymentRows(jdbc).servedBefore(entry.modelId(), entry.position()));
    }

    /** Newest first, from the one before {@code before}. */
    public List<Deployment> history(TenantId tenant, ModelId model, @Nullable UUID before, int limit) {
        return transactions.in(tenant, jdbc -> new DeploymentRows(jdbc).newest(model, before, limit));
    }
}
