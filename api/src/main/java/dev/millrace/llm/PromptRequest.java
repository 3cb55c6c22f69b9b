package dev.millrace.llm;

import dev.millrace.llm.prompts.Template;
import dev.millrace.problems.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A new prompt with its first version. */
record PromptRequest(
        @Schema(
                description = "Unique in the workspace.",
                pattern = "[a-z0-9][a-z0-9_.-]{0,62}",
                requiredMode = Schema.RequiredMode.REQUIRED,
                example = "qualify-lead")
        String name,

        @Schema(maxLength = 2_000) @Nullable String description,

        @Schema(
                description = "A text with variables, which values replace.",
                requiredMode = Schema.RequiredMode.REQUIRED,
                example = "How good a lead is {{company}}?")
        String template) {
    PromptRequest {
        if (name == null) {
            throw Problem.invalid("/name", "name is required");
        }
        requireTemplate(template);
    }

    /** The next version of a prompt. */
    @Schema(name = "PromptVersionRequest")
    record Version(
            @Schema(
                    description = "A text with variables, which values replace.",
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    example = "How good a lead is {{company}}? Answer in one sentence.")
            String template) {
        Version {
            requireTemplate(template);
        }

        Template parsed() {
            return new Template(template);
        }
    }

    /** Where a label is to be. */
    @Schema(name = "PromptLabelRequest")
    record Label(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minimum = "1", example = "2")
            Integer version) {
        Label {
            if (version == null) {
                throw Problem.invalid(
                        "/version", "version is required: the number of the version that the label is on");
            }
        }
    }

    Template parsed() {
        return new Template(template);
    }

    private static void requireTemplate(@Nullable String template) {
        if (template == null) {
            throw Problem.invalid("/template", "template is required: a text, with variables such as {{company}}");
        }
    }
}
