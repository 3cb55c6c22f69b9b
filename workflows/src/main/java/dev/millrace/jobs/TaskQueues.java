package dev.millrace.jobs;

/** Task queues name a resource, not a feature. */
public final class TaskQueues {
    public static final String ORCHESTRATION = "orchestration";
    public static final String TRAINING = "training";
    public static final String INFERENCE = "inference";
    public static final String IO = "io";

    private TaskQueues() {}
}
