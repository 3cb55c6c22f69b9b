package dev.millrace.models;

import java.time.Instant;
import java.util.UUID;

/** One entry of a model's deployment history: from {@code createdAt} on, {@code version} served, until the next entry. */
public record Deployment(UUID id, ModelId modelId, int version, Reason reason, String createdBy, Instant createdAt) {

    /** What put the version into service. */
    public enum Reason {
        DEPLOY,
        ROLLBACK,
        AUTO_DEPLOY
    }
}
