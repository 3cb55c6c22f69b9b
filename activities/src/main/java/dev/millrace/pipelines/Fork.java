package dev.millrace.pipelines;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where to leave an earlier run, and what is to be other than there; null leaves it as it was. */
public record Fork(
        String fromStep, @Nullable JsonNode input, @Nullable JsonNode document) {}
