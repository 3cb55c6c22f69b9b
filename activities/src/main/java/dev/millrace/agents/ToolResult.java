package dev.millrace.agents;

import dev.millrace.artifacts.ArtifactHandle;
import org.jspecify.annotations.Nullable;

/** What a call gave, as the model reads it; {@code artifact} holds all of it, where that is more. */
record ToolResult(String text, boolean error, @Nullable ArtifactHandle artifact) {
    static ToolResult error(String reason) {
        return new ToolResult(reason, true, null);
    }
}
