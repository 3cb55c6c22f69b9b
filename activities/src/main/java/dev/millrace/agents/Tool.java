package dev.millrace.agents;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.millrace.security.Role;
import tools.jackson.databind.JsonNode;

/** A tool as the loop sees it. {@code schema} is the JSON Schema of its arguments. */
interface Tool {
    ToolSpecification specification();

    JsonNode schema();

    Role needs();

    /** What the model is given to read. */
    String use(ToolContext context, JsonNode arguments);

    default String name() {
        return specification().name();
    }
}
