package dev.millrace.llm;

import dev.millrace.problems.Problem;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A route as a workspace writes it. */
record RouteRequest(
        @ArraySchema(
                arraySchema =
                        @Schema(
                                description = "`provider/model`, or `local`, which stands in where no model answers.",
                                requiredMode = Schema.RequiredMode.REQUIRED,
                                example = "[\"openai/gpt-5-mini\", \"ollama/llama3.2\", \"local\"]"),
                schema = @Schema(type = "string"))
        List<String> links,

        @Schema(
                description =
                        "ordered: as they are written; cheapest: the lowest price first; fastest: by how long they took"
                                + " lately.",
                defaultValue = "ordered")
        @Nullable
        Choice choice,

        @Schema(
                description = "What all links may take together, from PT1S to PT10M.",
                type = "string",
                format = "duration",
                defaultValue = "PT2M",
                example = "PT30S")
        @Nullable
        Duration timeout) {
    RouteRequest {
        if (links == null) {
            throw Problem.invalid("/links", "links is required: `provider/model` or `local`, in the order to try them");
        }
    }

    Route route() {
        List<Link> parsed = new ArrayList<>();
        for (int i = 0; i < links.size(); i++) {
            try {
                parsed.add(Link.parse(links.get(i)));
            } catch (Problem notALink) {
                throw Problem.invalid("/links/" + i, notALink.detail());
            }
        }
        return new Route(
                parsed, choice == null ? Choice.ORDERED : choice, timeout == null ? Route.USUAL_TIMEOUT : timeout);
    }
}
