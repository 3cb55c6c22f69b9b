package dev.millrace.pipelines.document;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A workflow as a user wrote it. {@code inputSchema} is a JSON Schema of the input; {@code output} a template, as {@code with} is. */
public record Document(
        String name,
        @Nullable String description,
        @Nullable JsonNode inputSchema,
        List<DocumentStep> steps,
        @Nullable JsonNode output) {}
