package dev.millrace.models;

import dev.millrace.artifacts.ArtifactRefs;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;

/** A model with some versions, for tests of what is done with them. */
public final class RegisteredVersions {
    private RegisteredVersions() {}

    public static ModelId register(TenantTransactions transactions, TenantId tenant, int versions) {
        ModelVersions registry =
                new ModelVersions(transactions, new ArtifactRefs(transactions), new Serving(transactions));
        ModelVersion last = registry.register(tenant, Registered.version("churn"));
        while (last.version() < versions) {
            last = registry.register(tenant, Registered.version("churn"));
        }
        return last.modelId();
    }
}
