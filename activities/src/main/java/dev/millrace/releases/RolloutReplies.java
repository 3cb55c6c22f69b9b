package dev.millrace.releases;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobControls;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.RunUpdate;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Hands rollouts the answer that they wait for. */
@Component
public final class RolloutReplies {
    private static final int LONGEST = 1_000;

    private final Jobs jobs;
    private final JobControls controls;

    RolloutReplies(Jobs jobs, JobControls controls) {
        this.jobs = jobs;
        this.controls = controls;
    }

    /** @throws Problem 409 when nobody is asked, 422 when it is no {@code {approved, comment}} */
    public Job answer(TenantId tenant, JobId rollout, String step, JsonNode input, String by, @Nullable String key) {
        Job job = jobs.get(tenant, JobKind.ROLLOUT, rollout);
        JsonNode comment = input.path("comment");
        if (!input.path("approved").isBoolean()) {
            throw Problem.invalid(
                    "/input/approved", "an approval is {approved: true or false, comment: text or absent}");
        }
        if (!comment.isMissingNode() && !comment.isNull() && !comment.isString()) {
            throw Problem.invalid("/input/comment", "comment is text");
        }
        String text = comment.isString() ? comment.asString() : null;
        if (text != null && (text.length() > LONGEST || text.indexOf('\0') >= 0)) {
            throw Problem.invalid("/input/comment", "comment is up to 1,000 characters without U+0000");
        }
        Approval approval = new Approval(step, input.path("approved").asBoolean(), text, by);
        return controls.update(tenant, rollout, new RunUpdate(job.workflowId(), "approve", key, approval));
    }
}
