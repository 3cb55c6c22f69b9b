package dev.millrace.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millrace.jobs.JobId;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a model's deployment history: {@code version} serves from {@code decidedAt} on, or from {@code createdAt} if
 * that is null, until the next entry that served. {@code rollout} is the job that brings it in, {@code detail} why it ended as
 * it did. Positions count from 1 for each model.
 */
public record Deployment(
        UUID id,
        ModelId modelId,
        int position,
        int version,
        Strategy strategy,
        State state,
        Reason reason,
        @Nullable JobId rollout,
        @Nullable String detail,
        String createdBy,
        Instant createdAt,
        @Nullable Instant decidedAt) {

    /** How far it has come; the version of a {@code served} entry serves or has served. */
    public enum State {
        @JsonProperty("rolling_out")
        ROLLING_OUT,
        @JsonProperty("served")
        SERVED,
        @JsonProperty("rolled_back")
        ROLLED_BACK,
        /** A comparison that put nothing into service. */
        @JsonProperty("concluded")
        CONCLUDED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }

    /** What put the version into service. */
    public enum Reason {
        @JsonProperty("deploy")
        DEPLOY,
        @JsonProperty("rollback")
        ROLLBACK,
        @JsonProperty("auto_deploy")
        AUTO_DEPLOY,
        @JsonProperty("rollout")
        ROLLOUT;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Reason of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }
}
