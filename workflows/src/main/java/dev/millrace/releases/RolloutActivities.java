package dev.millrace.releases;

import dev.millrace.jobs.JobRef;
import io.temporal.activity.ActivityInterface;

/** The effects of a rollout, all of them local activities: small, repeatable, and without any once it has ended. */
@ActivityInterface(namePrefix = "Rollout")
public interface RolloutActivities {
    /**
     * Gives the version its share of the traffic, or makes it a shadow.
     *
     * @throws dev.millrace.problems.Problem when the rollout was ended by somebody meanwhile
     */
    void shift(RolloutRequest request, int stage);

    /**
     * What the samples say, by the guard of a canary or the test of a comparison.
     *
     * @throws dev.millrace.problems.Problem when the rollout was ended by somebody meanwhile
     */
    Verdict check(RolloutRequest request, int stage);

    /** Shows that a person is asked. */
    void ask(JobRef job);

    /** Shows what the person has said. */
    void answered(JobRef job, Approval approval);

    /** The version serves everyone, or a comparison is concluded. */
    RolloutResult finish(RolloutRequest request);

    /** All traffic goes to the version that served before. */
    void rollBack(RolloutRequest request, String reason);
}
