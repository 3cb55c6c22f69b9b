package dev.millrace.jobs;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a step waits for. */
public record StepWait(
        @Schema(
                description =
                        "approval: for a person. event: until one is told. time: until expires_at. budget: for more money. user: for what its user says next.",
                allowableValues = {"approval", "event", "time", "budget", "user"})
        String kind,

        @Schema(description = "What the person is asked; null unless it is an approval.") @Nullable
        String prompt,

        @Schema(description = "The least role that may answer.", example = "operator") @Nullable
        String role,

        @Schema(description = "The actors that may answer; all of the role when null.") @Nullable
        JsonNode approvers,

        @Schema(description = "A JSON Schema of the fields that an answer has beside approved and comment.") @Nullable
        JsonNode answerSchema,

        @Schema(description = "The event that ends the wait.", example = "payment_received") @Nullable
        String event,

        Instant since,

        @Schema(description = "When the wait ends by itself; null when it does not.") @Nullable
        Instant expiresAt) {}
