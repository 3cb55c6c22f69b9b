package dev.millrace.jobs;

import dev.millrace.problems.Problem;

/** The runs of jobs, in Temporal. Every method throws a {@link Problem} UNAVAILABLE when Temporal does not answer in time. */
interface Runs {
    /** Starts the job's run, or finds it started; answers its run id. */
    String start(RunStart start);

    /** @throws Problem CONFLICT when no run is open */
    void signal(Job job, String signal);

    /** @throws Problem CONFLICT when no run is open */
    void cancel(Job job);

    /** Asks the workflow itself; takes a worker that answers. */
    JobState state(Job job);

    RunFate fate(Job job);

    /** Whether Temporal answers right now. */
    boolean areReachable();
}
