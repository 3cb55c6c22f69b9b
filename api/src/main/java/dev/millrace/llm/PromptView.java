package dev.millrace.llm;

import dev.millrace.llm.prompts.Prompt;
import dev.millrace.llm.prompts.StoredVersion;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A prompt without its templates, which its versions have. */
@Schema(name = "Prompt")
record PromptView(
        String name,
        @Nullable String description,

        @Schema(description = "The newest.") int version,

        @Schema(description = "The versions that labels are on.", example = "{\"production\": 2, \"staging\": 3}")
        Map<String, Integer> labels,

        Instant createdAt,
        Instant updatedAt) {
    static PromptView of(Prompt prompt) {
        return new PromptView(
                prompt.name(),
                prompt.description(),
                prompt.version(),
                prompt.labels(),
                prompt.createdAt(),
                prompt.updatedAt());
    }

    /** A version of a prompt, which never changes. */
    @Schema(name = "PromptVersion")
    record Version(
            String name,
            int version,
            String template,

            @Schema(description = "What needs a value when it is rendered.")
            List<String> variables,

            String createdBy,
            Instant createdAt) {
        static Version of(String name, StoredVersion stored) {
            return new Version(
                    name,
                    stored.version(),
                    stored.template().text(),
                    List.copyOf(stored.template().variables()),
                    stored.createdBy(),
                    stored.createdAt());
        }
    }
}
