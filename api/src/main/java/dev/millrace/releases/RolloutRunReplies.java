package dev.millrace.releases;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.RunReplies;
import dev.millrace.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Approvals of rollouts. */
@Component
final class RolloutRunReplies implements RunReplies {
    private final RolloutReplies replies;

    RolloutRunReplies(RolloutReplies replies) {
        this.replies = replies;
    }

    @Override
    public JobKind kind() {
        return JobKind.ROLLOUT;
    }

    @Override
    public Job answer(Caller caller, JobId run, String step, JsonNode input, @Nullable String idempotencyKey) {
        return replies.answer(caller.tenant(), run, step, input, caller.actor(), idempotencyKey);
    }
}
