package dev.millrace.models;

import dev.millrace.tenancy.TenantId;
import java.util.Optional;

/** The registered models of a tenant. Their versions are written by {@link ModelVersions}. */
@SuppressWarnings("DoNotCallSuggester")
public class Models {
    public Optional<Model> find(TenantId tenant, ModelId id) {
        throw new UnsupportedOperationException(tenant + " " + id);
    }

    public Optional<Model> findByName(TenantId tenant, String name) {
        throw new UnsupportedOperationException(tenant + " " + name);
    }

    /**
     * @throws dev.millrace.problems.Problem 422 when the tenant has a model of this name that does another task: all
     *     versions of a model answer the same question
     */
    public void requireTask(TenantId tenant, String name, String task) {
        throw new UnsupportedOperationException(tenant + " " + name + task);
    }
}
