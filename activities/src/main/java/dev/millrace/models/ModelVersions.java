package dev.millrace.models;

import dev.millrace.artifacts.ArtifactRefs;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The versions of a tenant's models: written once, never changed. */
@Component
public final class ModelVersions {
    private final TenantTransactions transactions;
    private final ArtifactRefs refs;
    private final Serving serving;

    ModelVersions(TenantTransactions transactions, ArtifactRefs refs, Serving serving) {
        this.transactions = transactions;
        this.refs = refs;
        this.serving = serving;
    }

    /**
     * Registers the next version under the model's name, making the model when it is the first, and holds on to its
     * artifact. The same job again gets the version that it registered before.
     *
     * @throws dev.millrace.problems.Problem 422 when the model of this name does another task
     */
    public ModelVersion register(TenantId tenant, NewVersion version) {
        ModelVersion registered =
                transactions.in(tenant, jdbc -> new Registration(jdbc, tenant, refs).register(version));
        serving.forget(tenant, registered.modelId());
        return registered;
    }

    public Optional<ModelVersion> find(TenantId tenant, ModelId model, int version) {
        return transactions.in(tenant, jdbc -> new VersionRows(jdbc).find(model, version));
    }

    /** The version that stands for each model: the deployed one, or the newest. */
    public Map<ModelId, ModelVersion> current(TenantId tenant, List<Model> models) {
        return transactions.in(tenant, jdbc -> new VersionRows(jdbc).current(models));
    }

    /** Newest first, from the one before version {@code before}. */
    public List<ModelVersion> list(TenantId tenant, ModelId model, @Nullable Integer before, int limit) {
        return transactions.in(tenant, jdbc -> new VersionRows(jdbc).list(model, before, limit));
    }
}
