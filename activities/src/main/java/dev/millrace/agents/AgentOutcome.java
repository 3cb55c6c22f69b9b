package dev.millrace.agents;

import dev.millrace.jobs.Job;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a run of an agent gave: JSON as its output schema says, or text. */
public record AgentOutcome(JsonNode result, Meta meta) {
    /** Of the last answer {@code provider}, {@code model} and whether a model generated it; of the whole run what it took. */
    public record Meta(
            String provider,
            String model,
            boolean generated,
            long tokens,
            String cost,
            long durationMs,
            List<String> missing) {}

    /** Whether the run has answered. */
    public static boolean isThere(Job run) {
        return run.result().has("answer");
    }

    /** Of a run that has answered; of one that has not yet, what there is so far. */
    public static AgentOutcome of(Job run) {
        return AgentOutcomes.read(run);
    }
}
