package dev.millrace.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * One entry of a model's deployment history: from {@code createdAt} on {@code version} serves, until the next entry.
 * Positions count from 1 for each model.
 */
public record Deployment(
        UUID id, ModelId modelId, int position, int version, Reason reason, String createdBy, Instant createdAt) {

    /** What put the version into service. */
    public enum Reason {
        @JsonProperty("deploy")
        DEPLOY,
        @JsonProperty("rollback")
        ROLLBACK,
        @JsonProperty("auto_deploy")
        AUTO_DEPLOY;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Reason of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }
}
