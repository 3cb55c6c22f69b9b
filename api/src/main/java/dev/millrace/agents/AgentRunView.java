package dev.millrace.agents;

import dev.millrace.http.CamelCase;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobFailure;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobStatus;
import dev.millrace.jobs.Links;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A run of an agent, or of a flow of several ({@code agent} has their names). {@code result} and {@code meta} come with its answer. */
@CamelCase
record AgentRunView(
        JobId runId,
        String agent,
        JobStatus status,
        @Nullable JsonNode result,
        @Nullable Meta meta,
        @Nullable JobFailure error,
        Instant createdAt,
        @Nullable Instant completedAt,
        Place links) {

    /** Of the last answer, where it came from; of the whole run, what it took. {@code missing}: fields that the data lacked. */
    @CamelCase
    record Meta(
            String provider,
            String model,
            boolean generated,
            long tokens,
            String cost,
            long durationMs,
            List<String> missing) {
        static Meta of(AgentOutcome.Meta meta) {
            return new Meta(
                    meta.provider(),
                    meta.model(),
                    meta.generated(),
                    meta.tokens(),
                    meta.cost(),
                    meta.durationMs(),
                    meta.missing());
        }
    }

    @CamelCase
    record Place(String self, String events, @Nullable String temporalUi) {}

    static AgentRunView of(Job run, Links links) {
        Place place = new Place(links.self(), links.events(), links.temporalUi());
        boolean single = run.kind() == JobKind.AGENT;
        AgentOutcome outcome = single && AgentOutcome.isThere(run) ? AgentOutcome.of(run) : null;
        JsonNode output = single ? null : run.result().get("output");
        return new AgentRunView(
                run.ref().job(),
                run.name(),
                run.status(),
                outcome == null ? output : outcome.result(),
                outcome == null ? null : Meta.of(outcome.meta()),
                run.error(),
                run.createdAt(),
                run.completedAt(),
                place);
    }
}
