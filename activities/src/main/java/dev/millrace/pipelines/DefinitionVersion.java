package dev.millrace.pipelines;

import dev.millrace.pipelines.document.Format;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** One version of a definition, which never changes. {@code source} is the document as it was written, in {@code format}. */
public record DefinitionVersion(
        DefinitionId workflow,
        int version,
        JsonNode document,
        String source,
        Format format,
        String createdBy,
        Instant createdAt) {}
