package dev.millrace.agents;

import dev.millrace.agents.own.AgentDocuments;
import dev.millrace.agents.own.OwnAgents;
import dev.millrace.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Which agents there are, and how own ones are written. */
@Tag(name = "Agents")
@RestController
@RequestMapping("/api/agents")
final class AgentListController {
    private final Agents agents;
    private final OwnAgents own;
    private final AgentDocuments documents;

    AgentListController(Agents agents, OwnAgents own, AgentDocuments documents) {
        this.agents = agents;
        this.own = own;
        this.documents = documents;
    }

    @Operation(summary = "List the agents", description = "Those that Millrace brings along, then the workspace's own.")
    @GetMapping({"/list", "/agents/list"})
    AgentView.Listed list(Caller caller) {
        Set<String> names =
                own.list(caller.tenant()).stream().map(AgentDefinition::name).collect(Collectors.toSet());
        List<AgentView> views = agents.list(caller.tenant()).stream()
                .map(agent -> AgentView.of(agent, names.contains(agent.name())))
                .toList();
        return new AgentView.Listed(views);
    }

    @Operation(summary = "Get the JSON Schema of own agents", description = "With the names of the tools there are.")
    @GetMapping("/schema")
    JsonNode schema() {
        return documents.schema();
    }
}
