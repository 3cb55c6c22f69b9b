package dev.millrace.agents;

import dev.millrace.jobs.JobRef;
import io.temporal.activity.ActivityInterface;

/** What costs time and money: models and tools. */
@ActivityInterface(namePrefix = "Agent")
public interface AgentActivities {
    /**
     * Asks the model, or finds the answer that it gave to the same question before.
     *
     * @throws dev.millrace.problems.Problem LIMIT_REACHED when the run has used up its steps or tokens
     */
    Thought think(JobRef run, int step);

    /** Uses the tool of one call. What it refuses or fails with becomes its result, for the model to read. */
    void use(JobRef run, int step, int position);
}
