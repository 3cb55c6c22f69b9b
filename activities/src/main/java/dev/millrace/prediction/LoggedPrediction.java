package dev.millrace.prediction;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A row of the prediction log. {@code input} holds the instance's fields, null outside of the sample; {@code output} holds
 * {@code label} or {@code value}, and {@code probabilities} by class and {@code score} where the model gives them;
 * {@code label} is what feedback said was right.
 */
public record LoggedPrediction(
        UUID id,
        int version,
        PredictionRole role,
        Instant at,
        @Nullable JsonNode input,
        JsonNode output,
        @Nullable JsonNode label,
        @Nullable Instant feedbackAt) {}
