package dev.millrace.agents.own;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.millrace.agents.AgentTool;
import dev.millrace.security.Role;

/** A tool that is there, and is never used. */
final class Note implements AgentTool {
    @Override
    public Role needs() {
        return Role.OPERATOR;
    }

    @Tool(name = "note", value = "Notes a text.")
    String note(@P("text") String text) {
        return text;
    }
}
