package dev.millrace.prediction;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An answer to be written into the log; {@code input} only when it is in the sample. */
public record NewPrediction(UUID id, Instant at, @Nullable JsonNode input, JsonNode output) {}
