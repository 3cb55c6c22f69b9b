package dev.millrace.agents;

import dev.millrace.security.Role;

/**
 * Something that agents can do besides talking: a bean with one method that bears langchain4j's {@code @Tool}; a parameter
 * of type {@link ToolContext}, marked {@code @ToolMemoryId}, is filled in and not shown to models. It is found by the tool's
 * name. A {@link dev.millrace.problems.Problem} that does not pass with time is told to the model. It may be called again
 * after it was done: effects carry {@link ToolContext#key()}, so that the second does nothing new.
 */
public interface AgentTool {
    /** The least role of those whose agents may use it. */
    Role needs();
}
