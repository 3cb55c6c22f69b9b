package dev.millrace.agents;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A run as a test that needs no network: what the agent was, what it was given, every question's hash, every answer, what
 * each tool gave, and the result. Messages are as langchain4j writes them.
 */
public record ExportedRun(
        String format,
        AgentDefinition agent,
        JsonNode input,
        List<JsonNode> tools,
        List<Step> steps,
        @Nullable JsonNode result) {
    /** Of the format that this build writes and reads. */
    public static final String FORMAT = "millrace-agent-run/1";

    public ExportedRun {
        tools = List.copyOf(tools);
        steps = List.copyOf(steps);
        result = result != null && result.isNull() ? null : result;
    }

    /** One answer of the model, and what was said after it. {@code inputHash} is SHA-256 in hex. */
    public record Step(int step, String inputHash, @Nullable Summary summary, Answer answer, List<Message> messages) {}

    /** What stood for the messages of the steps before, up to one. */
    public record Summary(int uptoStep, String text) {}

    public record Answer(
            JsonNode message,
            String provider,
            String model,
            boolean generated,
            long inputTokens,
            long outputTokens,
            String cost) {}

    /** {@code kind}: tool, user or note. */
    public record Message(int position, String kind, JsonNode message) {}
}
