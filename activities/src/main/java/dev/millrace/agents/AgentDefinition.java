package dev.millrace.agents;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an agent is: its instructions (a template over {@code input}), the JSON Schemas of what it takes and gives (no
 * {@code outputSchema}: text), the model or route it asks, the tools it may use and which of them a person approves first,
 * and its bounds. {@code reads} names the fields of entities that it looks at, by type; what is missing of them is told.
 */
public record AgentDefinition(
        String name,
        String description,
        String instructions,
        JsonNode inputSchema,
        @Nullable JsonNode outputSchema,
        String model,
        List<String> tools,
        Set<String> approvals,
        Map<String, List<String>> reads,
        Limits limits,
        Options options) {

    public AgentDefinition {
        outputSchema = outputSchema != null && outputSchema.isNull() ? null : outputSchema;
        tools = tools == null ? List.of() : List.copyOf(tools);
        approvals = approvals == null ? Set.of() : Set.copyOf(approvals);
        reads = reads == null ? Map.of() : Map.copyOf(reads);
        limits = limits == null ? Limits.USUAL : limits;
        options = options == null ? Options.USUAL : options;
    }

    /** With the usual options. */
    public AgentDefinition(
            String name,
            String description,
            String instructions,
            JsonNode inputSchema,
            @Nullable JsonNode outputSchema,
            String model,
            List<String> tools,
            Set<String> approvals,
            Map<String, List<String>> reads,
            Limits limits) {
        this(
                name,
                description,
                instructions,
                inputSchema,
                outputSchema,
                model,
                tools,
                approvals,
                reads,
                limits,
                Options.USUAL);
    }

    /** The same agent, asking another model or route. */
    public AgentDefinition asking(String other) {
        return new AgentDefinition(
                name,
                description,
                instructions,
                inputSchema,
                outputSchema,
                other,
                tools,
                approvals,
                reads,
                limits,
                options);
    }

    /** {@code maxCost} in USD; null where only the budgets bound it. */
    public record Limits(
            int maxSteps, long maxTokens, @Nullable BigDecimal maxCost, Duration maxTime) {
        public static final Limits USUAL = new Limits(20, 200_000, null, Duration.ofHours(1));
    }

    /**
     * {@code conversational}: after an answer the run waits for its user to say more. {@code window}: how many tokens of
     * conversation the model is given before older parts are summarised.
     */
    public record Options(
            Boolean conversational,
            Duration turnTimeout,
            Duration approvalTimeout,
            Integer window,
            List<HttpTool> httpTools) {
        public static final Options USUAL =
                new Options(false, Duration.ofHours(24), Duration.ofHours(24), 60_000, List.of());

        public Options {
            conversational = conversational != null && conversational;
            turnTimeout = turnTimeout == null ? Duration.ofHours(24) : turnTimeout;
            approvalTimeout = approvalTimeout == null ? Duration.ofHours(24) : approvalTimeout;
            window = window == null ? 60_000 : window;
            httpTools = httpTools == null ? List.of() : List.copyOf(httpTools);
        }
    }

    /**
     * A tool that is a call over HTTP. {@code url} is a template: {@code {name}} stands for an argument, percent-encoded; the
     * other arguments become the query of a GET or DELETE, else a body of JSON. {@code parameters} is their JSON Schema.
     */
    public record HttpTool(String name, String description, String method, String url, JsonNode parameters) {}

    AgentPlan plan() {
        return new AgentPlan(
                options.conversational(), limits.maxTime(), options.turnTimeout(), options.approvalTimeout());
    }
}
