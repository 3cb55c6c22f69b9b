package dev.millrace.agents;

import dev.millrace.tenancy.TenantId;
import java.util.List;
import java.util.Optional;

/** Some of the agents that a tenant has: those that Millrace brings along, or its own. Beans. */
public interface AgentCatalog {
    List<AgentDefinition> list(TenantId tenant);

    default Optional<AgentDefinition> find(TenantId tenant, String name) {
        return list(tenant).stream().filter(agent -> agent.name().equals(name)).findFirst();
    }
}
