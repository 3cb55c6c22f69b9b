package dev.millrace.agents;

import dev.millrace.jobs.JobRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The argument of an agent's workflow; all that is said stays in the database. {@code from} is null at the start, and set
 * when a run goes on where the one before it stopped.
 */
public record AgentRequest(
        JobRef job, AgentPlan plan, @Nullable Continuation from) {
    /** The step that comes next, how long models and tools have worked, and what users have said that was not heard yet. */
    public record Continuation(int step, long workedMs, List<Reply> turns) {}
}
