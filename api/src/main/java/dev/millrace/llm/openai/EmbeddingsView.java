package dev.millrace.llm.openai;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The embeddings of the texts, in their order. */
record EmbeddingsView(String object, List<Embedded> data, String model, EmbeddingUsage usage) {

    record Embedded(
            String object,
            int index,

            @Schema(description = "384 numbers, or base64 of them.")
            Object embedding) {}

    /** Tokens that were read. */
    record EmbeddingUsage(int promptTokens, int totalTokens) {}
}
