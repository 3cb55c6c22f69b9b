package dev.millrace.agents;

import java.util.List;

/** What came of asking the model: what to do next. What it has said is in the database. */
public record Thought(Next next, List<ToolCall> calls) {
    /** How a run goes on. */
    public enum Next {
        /** It has answered. */
        ANSWERED,
        /** The tools are to be used, then it is asked again. */
        TOOLS,
        /** Its answer was of no use; it was told so, and is asked again. */
        AGAIN,
        /** It was not asked: the run's cost or a budget does not allow it. */
        NO_BUDGET
    }

    public static Thought of(Next next) {
        return new Thought(next, List.of());
    }
}
