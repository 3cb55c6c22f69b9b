package dev.millrace.llm.prompts;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A prompt: its newest version, and which versions its labels are on. {@code revision} grows with each change. */
public record Prompt(
        UUID id,
        String name,
        @Nullable String description,
        int version,
        int revision,
        Map<String, Integer> labels,
        Instant createdAt,
        Instant updatedAt) {}
