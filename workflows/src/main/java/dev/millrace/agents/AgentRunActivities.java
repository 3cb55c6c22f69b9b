package dev.millrace.agents;

import dev.millrace.jobs.JobRef;
import io.temporal.activity.ActivityInterface;
import org.jspecify.annotations.Nullable;

/** Reads and writes what a run needs between its steps. Local activities, small and repeatable. */
@ActivityInterface(namePrefix = "AgentRun")
public interface AgentRunActivities {
    /** Shows that a call waits for a person; false when it was decided on before, in the run that this one goes on from. */
    boolean askApproval(JobRef run, int step, int position);

    /** Whether the call is made; else the model is told why not. {@code reply} is null when nobody answered in time. */
    boolean decide(JobRef run, int step, int position, @Nullable String reply);

    /** Shows that the run waits for money. */
    void askBudget(JobRef run);

    /** Raises what the run may cost as the reply says. */
    void topUp(JobRef run, String reply);

    /** The run waits for money no more. */
    void budgetRaised(JobRef run);

    /** Shows that the run waits for its user to say more. */
    void askTurn(JobRef run);

    /** Whether the user has said something after {@code step} already, in the run that this one goes on from. */
    boolean heard(JobRef run, int step);

    /** Whether the conversation goes on after {@code step}, with what the reply says; it is over when that is null. */
    boolean hear(JobRef run, int step, @Nullable String reply);

    /** Shows what the run came to. */
    void finish(JobRef run);
}
