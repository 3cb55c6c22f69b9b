package dev.millrace.agents;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.RunReplies;
import dev.millrace.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Decisions on calls of tools, more money, and what users say. */
@Component
final class AgentRunReplies implements RunReplies {
    private final AgentReplies replies;

    AgentRunReplies(AgentReplies replies) {
        this.replies = replies;
    }

    @Override
    public JobKind kind() {
        return JobKind.AGENT;
    }

    @Override
    public Job answer(Caller caller, JobId run, String step, JsonNode input, @Nullable String idempotencyKey) {
        return replies.answer(caller.tenant(), run, step, input, caller.actor(), idempotencyKey);
    }
}
