package dev.millrace.pipelines;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A run that is asked for. {@code version} null is the newest, {@code input} null an empty object. */
public record RunRequest(
        DefinitionId workflow,
        @Nullable Integer version,
        @Nullable JsonNode input,
        @Nullable String customerId) {}
