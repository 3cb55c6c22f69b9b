package dev.millrace.llm;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** Which models may answer, under one name. */
@Schema(name = "LlmRoute")
record RouteView(
        @Schema(example = "default") String name,

        @ArraySchema(schema = @Schema(type = "string", example = "openai/gpt-5-mini"))
        List<String> links,

        @Schema(description = "In which order the links are tried.")
        Choice choice,

        @Schema(description = "What all links may take together.", example = "PT2M")
        String timeout,

        @Schema(
                description =
                        "environment: one model of each provider that has credentials there; configuration: written by"
                                + " the operator; workspace: the workspace's own, which comes before the others.")
        Routes.Origin source) {
    static RouteView of(Routes.NamedRoute named) {
        Route route = named.route();
        return new RouteView(
                named.name(),
                route.links().stream().map(Link::toString).toList(),
                route.choice(),
                route.timeout().toString(),
                named.origin());
    }
}
