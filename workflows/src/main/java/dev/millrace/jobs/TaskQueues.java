package dev.millrace.jobs;

/** Task queues name a resource, not a feature. */
public final class TaskQueues {
    public static final String ORCHESTRATION = "orchestration";
    public static final String TRAINING = "training";
    public static final String INFERENCE = "inference";
    public static final String IO = "io";
    /** Calls to language models and the tools that they ask for: they wait more than they compute. */
    public static final String LLM = "llm";

    private TaskQueues() {}
}
