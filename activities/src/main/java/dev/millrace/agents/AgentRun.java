package dev.millrace.agents;

import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobRef;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a run of an agent works by. */
record AgentRun(
        JobRef job,
        AgentDefinition definition,
        JsonNode input,
        AgentCaller caller,
        @Nullable BigDecimal maxCost,
        boolean stream,
        @Nullable JobId forkedFrom,
        @Nullable Integer fromStep) {
    /** The same as another job. */
    AgentRun as(JobRef other) {
        return new AgentRun(other, definition, input, caller, maxCost, stream, forkedFrom, fromStep);
    }
}
