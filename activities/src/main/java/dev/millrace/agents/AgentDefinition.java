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
        Limits limits) {

    /** {@code maxCost} in USD; null where only the budgets bound it. */
    public record Limits(
            int maxSteps, long maxTokens, @Nullable BigDecimal maxCost, Duration maxTime) {
        public static final Limits USUAL = new Limits(20, 200_000, null, Duration.ofHours(1));
    }
}
