package dev.millrace.agents;

import dev.millrace.llm.LocalAnswer;
import dev.millrace.tenancy.TenantId;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What is known of agents' inputs without any language model: the same on every worker. Beans. */
public interface LocalAgents {
    /** What stands in where no model can be asked; empty for an agent that this does not know. */
    Optional<LocalAnswer> of(TenantId tenant, String agent, JsonNode input);

    /**
     * Whether the agent can be asked that, before anything is paid for.
     *
     * @throws dev.millrace.problems.Problem NOT_FOUND when the input names what is not there, INVALID when it does not fit
     */
    default void check(TenantId tenant, String agent, JsonNode input) {}

    /** The fields that the agent reads and that the data lack. */
    default List<String> missing(TenantId tenant, String agent, JsonNode input) {
        return List.of();
    }
}
