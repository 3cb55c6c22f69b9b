package dev.millrace.agents;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolMemoryId;
import dev.millrace.security.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what it is given, with the key of the call. */
final class Notebook implements AgentTool {
    private final List<String> lines = new ArrayList<>();
    private @Nullable RuntimeException failure;

    @Override
    public Role needs() {
        return Role.OPERATOR;
    }

    @Tool(name = "note", value = "Writes a line down.")
    synchronized String note(
            @P(name = "line", value = "what to write") String line,
            @P(name = "times", value = "how often", required = false) @Nullable Integer times,
            @ToolMemoryId ToolContext context) {
        if (failure != null) {
            throw failure;
        }
        for (int i = 0; i < (times == null ? 1 : times); i++) {
            lines.add(line);
        }
        return "written as " + context.key().substring(context.key().indexOf('/') + 1);
    }

    synchronized void fail(@Nullable RuntimeException with) {
        failure = with;
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
