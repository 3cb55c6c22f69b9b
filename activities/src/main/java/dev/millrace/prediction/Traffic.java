package dev.millrace.prediction;

import dev.millrace.models.ModelId;
import dev.millrace.tenancy.TenantId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which of a tenant's predictions these are: by which version, in which role, and as part of which rollout's step. */
public record Traffic(
        TenantId tenant,
        ModelId model,
        int version,
        PredictionRole role,
        @Nullable UUID rollout,
        int stage) {
    public static final int NO_STAGE = -1;

    /** Of a version that serves outside of any rollout. */
    public static Traffic of(TenantId tenant, ModelId model, int version) {
        return new Traffic(tenant, model, version, PredictionRole.SERVED, null, NO_STAGE);
    }
}
