package dev.millrace.agents.crm;

import dev.langchain4j.data.message.AiMessage;
import dev.millrace.agents.AgentCatalog;
import dev.millrace.agents.AgentDefinition;
import dev.millrace.agents.LocalAgents;
import dev.millrace.entities.Entities;
import dev.millrace.llm.LocalAnswer;
import dev.millrace.models.ModelCache;
import dev.millrace.models.Models;
import dev.millrace.models.Serving;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The agents that Millrace brings along, for every tenant, and their answers without a language model. */
@Component
public final class CrmAgents implements AgentCatalog, LocalAgents {
    private final List<CrmAgent> agents;
    private final Entities entities;
    private final Models models;
    private final Serving serving;
    private final ModelCache cache;
    private final Clock clock;

    CrmAgents(List<CrmAgent> agents, Entities entities, Models models, Serving serving, ModelCache cache, Clock clock) {
        this.agents = agents;
        this.entities = entities;
        this.models = models;
        this.serving = serving;
        this.cache = cache;
        this.clock = clock;
    }

    @Override
    public List<AgentDefinition> list(TenantId tenant) {
        return agents.stream().map(CrmAgent::definition).toList();
    }

    @Override
    public Optional<LocalAnswer> of(TenantId tenant, String agent, JsonNode input) {
        return named(agent)
                .map(found -> () -> AiMessage.from(
                        CrmJson.write(found.answer(sources(tenant), input).result())));
    }

    @Override
    public List<String> missing(TenantId tenant, String agent, JsonNode input) {
        return named(agent)
                .map(found -> found.answer(sources(tenant), input).missing())
                .orElse(List.of());
    }

    /**
     * To be asked before a run begins: whether the input names entities that are there.
     *
     * @throws Problem NOT_FOUND when the input names one that is not, INVALID when the agent cannot work with it
     */
    @Override
    public void check(TenantId tenant, String agent, JsonNode input) {
        missing(tenant, agent, input);
    }

    private Optional<CrmAgent> named(String name) {
        return agents.stream()
                .filter(agent -> agent.definition().name().equals(name))
                .findFirst();
    }

    private Sources sources(TenantId tenant) {
        return new Sources(
                new StoredRecords(entities, tenant),
                new ModelScores(tenant, models, serving, cache),
                Embedder.standard(),
                clock.instant());
    }
}
