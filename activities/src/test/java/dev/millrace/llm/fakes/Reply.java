package dev.millrace.llm.fakes;

import java.util.List;

/** What a fake provider is told to do with a request. */
public sealed interface Reply {
    static Reply text(String text) {
        return new Says(text, List.of(), false);
    }

    /** An answer that ends because it has reached the most tokens that were asked for. */
    static Reply cutAtLimit(String text) {
        return new Says(text, List.of(), true);
    }

    /** @param arguments JSON */
    static Reply call(String id, String tool, String arguments) {
        return calls(new ToolCall(id, tool, arguments));
    }

    static Reply calls(ToolCall... calls) {
        return new Says("", List.of(calls), false);
    }

    static Reply fails(Fault fault) {
        return new Fails(fault);
    }

    /** An answer as it is meant. */
    record Says(String text, List<ToolCall> calls, boolean cut) implements Reply {}

    /** No answer, or a broken one. */
    record Fails(Fault fault) implements Reply {}

    /** @param arguments JSON */
    record ToolCall(String id, String tool, String arguments) {}
}
