package dev.millrace.llm;

import dev.millrace.llm.provider.ProviderKind;
import dev.millrace.problems.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A provider as a workspace sets it up. */
record ProviderRequest(
        @Schema(
                description = "How it is spoken to; openai_compatible: by OpenAI's protocol at the given base_url.",
                requiredMode = Schema.RequiredMode.REQUIRED)
        ProviderKind kind,

        @Schema(
                description =
                        "What comes before the paths of its API, on a public address; what is usual for the kind where"
                                + " there is such a thing.",
                example = "https://api.openai.com/v1")
        @Nullable
        String baseUrl,

        @Schema(
                description =
                        "Kept encrypted and never shown again, so it is sent with each change; none where the provider"
                                + " needs none.",
                accessMode = Schema.AccessMode.WRITE_ONLY,
                example = "sk-…")
        @Nullable
        String apiKey,

        @Schema(description = "Calls at once; others wait.", defaultValue = "64", minimum = "1", maximum = "1000")
        @Nullable
        Integer maxConcurrent) {
    ProviderRequest {
        if (kind == null) {
            throw Problem.invalid("/kind", "kind is required: openai, anthropic, gemini, ollama or openai_compatible");
        }
    }

    TenantProvider named(String name) {
        return TenantProvider.of(name, kind, baseUrl, apiKey, maxConcurrent);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return kind + " at " + baseUrl;
    }
}
