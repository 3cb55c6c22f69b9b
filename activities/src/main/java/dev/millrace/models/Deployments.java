package dev.millrace.models;

import dev.millrace.tenancy.TenantId;
import java.util.Optional;

/** Which version of a model serves, and which served before. */
@SuppressWarnings("DoNotCallSuggester")
public class Deployments {
    /**
     * Puts a version into service at once. The same key again changes nothing and answers what it did the first time.
     *
     * @throws dev.millrace.problems.Problem 422 when there is no such version, 409 when the model is deprecated
     */
    public Deployment deploy(TenantId tenant, ModelId model, Deploy order) {
        throw new UnsupportedOperationException(tenant + " " + model + order);
    }

    /** What serves now. */
    public Optional<Deployment> current(TenantId tenant, ModelId model) {
        throw new UnsupportedOperationException(tenant + " " + model);
    }
}
