package dev.millrace.models;

import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The versions of a tenant's models: written once, never changed. */
@Component
public final class ModelVersions {
    private final TenantTransactions transactions;
    private final Serving serving;

    ModelVersions(TenantTransactions transactions, Serving serving) {
        this.transactions = transactions;
        this.serving = serving;
    }

    /**
     * Registers the next version under the model's name, making the model when it is the first, and holds on to its
     * artifact. The same job again gets the version that it registered before.
     *
     * @throws dev.millrace.problems.Problem 422 when the model of this name does another task
     */
    public ModelVersion register(TenantId tenant, NewVersion version) {
        ModelVersion registered = transactions.in(tenant, jdbc -> new Registration(jdbc, tenant).register(version));
        serving.forget(tenant, registered.modelId());
        return registered;
    }

    public Optional<ModelVersion> find(TenantId tenant, ModelId model, int version) {
        return transactions.in(tenant, jdbc -> new VersionRows(jdbc).find(model, version));
    }

    /** Newest first, from the one before version {@code before}. */
    public List<ModelVersion> list(TenantId tenant, ModelId model, @Nullable Integer before, int limit) {
        return transactions.in(tenant, jdbc -> new VersionRows(jdbc).list(model, before, limit));
    }
}
