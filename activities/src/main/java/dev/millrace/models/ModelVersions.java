package dev.millrace.models;

import dev.millrace.tenancy.TenantId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The versions of a tenant's models: written once, never changed. */
@SuppressWarnings("DoNotCallSuggester")
public class ModelVersions {
    /**
     * Registers the next version under the model's name, making the model when it is the first, and holds on to its
     * artifact. The same job again gets the version that it registered before.
     *
     * @throws dev.millrace.problems.Problem 422 when the model of this name does another task
     */
    public ModelVersion register(TenantId tenant, NewVersion version) {
        throw new UnsupportedOperationException(tenant + " " + version);
    }

    public Optional<ModelVersion> find(TenantId tenant, ModelId model, int version) {
        throw new UnsupportedOperationException(tenant + " " + model + version);
    }

    /** Newest first, from the one before version {@code before}. */
    public List<ModelVersion> list(TenantId tenant, ModelId model, @Nullable Integer before, int limit) {
        throw new UnsupportedOperationException(tenant + " " + model + before + limit);
    }
}
