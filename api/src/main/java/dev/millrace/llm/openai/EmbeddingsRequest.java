package dev.millrace.llm.openai;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The body of OpenAI's {@code POST /v1/embeddings}; {@code truncate} is Millrace's own. */
@JsonIgnoreProperties(ignoreUnknown = true)
record EmbeddingsRequest(
        @Schema(description = "`all-MiniLM-L6-v2`.") @Nullable
        String model,

        @Schema(description = "A text, or up to 2,048; arrays of tokens are refused.") @Nullable
        JsonNode input,

        @Schema(description = "`float` (default) or `base64`: 384 floats of 32 bits, little-endian.") @Nullable
        String encodingFormat,

        @Schema(description = "384 only.") @Nullable Integer dimensions,

        @Schema(description = "Whether texts of more than 256 tokens are cut (true) or refused (default).") @Nullable
        Boolean truncate) {}
