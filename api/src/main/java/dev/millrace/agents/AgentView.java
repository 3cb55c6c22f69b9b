package dev.millrace.agents;

import dev.millrace.http.CamelCase;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An agent that the workspace has; {@code own}: its users wrote it. */
@CamelCase
record AgentView(
        String name,
        String description,
        JsonNode inputSchema,
        @Nullable JsonNode outputSchema,
        String model,
        List<String> tools,
        SortedSet<String> approvals,
        Map<String, List<String>> reads,
        boolean own) {
    static AgentView of(AgentDefinition agent, boolean own) {
        return new AgentView(
                agent.name(),
                agent.description(),
                agent.inputSchema(),
                agent.outputSchema(),
                agent.model(),
                agent.tools(),
                new TreeSet<>(agent.approvals()),
                agent.reads(),
                own);
    }

    /** Those that Millrace brings along, then the workspace's own. */
    @CamelCase
    record Listed(List<AgentView> agents) {}
}
