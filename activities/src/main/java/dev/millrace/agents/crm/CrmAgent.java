package dev.millrace.agents.crm;

import dev.millrace.agents.AgentDefinition;
import dev.millrace.problems.Problem;
import tools.jackson.databind.JsonNode;

/** One agent that Millrace brings along: what it is, and what it can say without a language model. Stateless; beans. */
interface CrmAgent {
    AgentDefinition definition();

    /**
     * An answer from the records alone. Every number in it comes from them, or is null and named as missing.
     *
     * @throws Problem NOT_FOUND when the input names an entity that is not there, INVALID when it cannot be worked with
     */
    Findings answer(Sources sources, JsonNode input);
}
