package dev.millrace.models;

import dev.millrace.artifacts.ArtifactRefs;
import dev.millrace.tenancy.TenantTransactions;

/** The stores of models on the test database, put together without Spring. */
public final class TestRegistry {
    public final Serving serving;
    public final Models models;
    public final ModelVersions versions;
    public final Deployments deployments;
    public final Rollouts rollouts;

    public TestRegistry(TenantTransactions transactions) {
        serving = new Serving(transactions);
        ArtifactRefs refs = new ArtifactRefs(transactions);
        models = new Models(transactions, refs, serving);
        versions = new ModelVersions(transactions, refs, serving);
        deployments = new Deployments(transactions, serving);
        rollouts = new Rollouts(transactions, serving);
    }
}
