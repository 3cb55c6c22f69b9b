package dev.millrace.jobs;

import dev.millrace.problems.Problem;
import org.jspecify.annotations.Nullable;

/** The runs of jobs, in Temporal. Every method throws a {@link Problem} UNAVAILABLE when Temporal does not answer in time. */
interface Runs {
    /** Starts the job's run, or finds it started; answers its run id. */
    String start(RunStart start);

    /**
     * @param argument what the signal carries; null when it carries nothing
     * @throws Problem CONFLICT when no run is open
     */
    void signal(Job job, String signal, @Nullable Object argument);

    /** @throws Problem CONFLICT when no run is open, or it refuses the update */
    void update(RunUpdate update);

    /** @throws Problem CONFLICT when no run is open */
    void cancel(Job job);

    /** Asks the workflow itself; takes a worker that answers. */
    JobState state(Job job);

    RunFate fate(String workflowId);

    /** Whether Temporal answers right now. */
    boolean areReachable();
}
