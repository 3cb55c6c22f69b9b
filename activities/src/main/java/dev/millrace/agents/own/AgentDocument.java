package dev.millrace.agents.own;

import dev.millrace.agents.AgentDefinition;
import dev.millrace.agents.AgentDefinition.HttpTool;
import dev.millrace.agents.AgentDefinition.Limits;
import dev.millrace.agents.AgentDefinition.Options;
import dev.millrace.tenancy.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** An agent as its author wrote it, after every check; what is absent is null. */
record AgentDocument(
        String description,
        String instructions,
        @Nullable JsonNode inputSchema,
        @Nullable JsonNode outputSchema,
        @Nullable String model,
        @Nullable List<String> tools,
        @Nullable Set<String> approvals,
        @Nullable Map<String, List<String>> reads,
        @Nullable Bounds limits,
        @Nullable Boolean conversational,
        @Nullable Duration turnTimeout,
        @Nullable Duration approvalTimeout,
        @Nullable Integer window,
        @Nullable List<Call> httpTools) {
    private static final JsonMapper CAMEL = Json.mapper()
            .rebuild()
            .propertyNamingStrategy(PropertyNamingStrategies.LOWER_CAMEL_CASE)
            .build();
    private static final String MESSAGE = """
            {"type": "object", "additionalProperties": false, "required": ["message"], "properties": {
              "message": {"type": "string", "minLength": 1}}}""";
    private static final String NO_ARGUMENTS = """
            {"type": "object", "additionalProperties": false, "properties": {}}""";

    static AgentDocument of(JsonNode document) {
        return CAMEL.treeToValue(document, AgentDocument.class);
    }

    AgentDefinition definition(String name) {
        List<String> named = Objects.requireNonNullElse(tools, List.of());
        return new AgentDefinition(
                name,
                description,
                instructions,
                inputSchema == null ? Json.parse(MESSAGE) : inputSchema,
                outputSchema,
                Objects.requireNonNullElse(model, "default"),
                named,
                Objects.requireNonNullElse(approvals, Set.of()),
                Objects.requireNonNullElse(reads, Map.of()),
                limits == null ? Limits.USUAL : limits.limits(),
                options());
    }

    private Options options() {
        return new Options(
                Objects.requireNonNullElse(conversational, Options.USUAL.conversational()),
                Objects.requireNonNullElse(turnTimeout, Options.USUAL.turnTimeout()),
                Objects.requireNonNullElse(approvalTimeout, Options.USUAL.approvalTimeout()),
                Objects.requireNonNullElse(window, Options.USUAL.window()),
                httpTools == null
                        ? List.of()
                        : httpTools.stream().map(Call::tool).toList());
    }

    record Bounds(
            @Nullable Integer maxSteps,
            @Nullable Long maxTokens,
            @Nullable BigDecimal maxCost,
            @Nullable Duration maxTime) {
        Limits limits() {
            return new Limits(
                    Objects.requireNonNullElse(maxSteps, Limits.USUAL.maxSteps()),
                    Objects.requireNonNullElse(maxTokens, Limits.USUAL.maxTokens()),
                    maxCost,
                    Objects.requireNonNullElse(maxTime, Limits.USUAL.maxTime()));
        }
    }

    record Call(
            String name,
            String description,
            @Nullable String method,
            String url,
            @Nullable JsonNode parameters) {
        HttpTool tool() {
            return new HttpTool(
                    name,
                    description,
                    Objects.requireNonNullElse(method, "POST"),
                    url,
                    parameters == null ? Json.parse(NO_ARGUMENTS) : parameters);
        }
    }
}
