package dev.millrace.agents.own;

import dev.millrace.agents.AgentCatalog;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.TenantId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The agents that Millrace brings along: their names are not free. */
@Component
public final class BuiltInAgents {
    private final ObjectProvider<AgentCatalog> catalogs;

    BuiltInAgents(ObjectProvider<AgentCatalog> catalogs) {
        this.catalogs = catalogs;
    }

    /** @throws Problem CONFLICT */
    public void requireFree(TenantId tenant, String name) {
        boolean taken = catalogs.stream()
                .filter(catalog -> !(catalog instanceof OwnAgents))
                .anyMatch(catalog -> catalog.find(tenant, name).isPresent());
        if (taken) {
            throw Problem.conflict("Millrace brings along an agent " + name + "; give yours another name");
        }
    }
}
