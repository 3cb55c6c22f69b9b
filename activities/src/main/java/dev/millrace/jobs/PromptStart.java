package dev.millrace.jobs;

/** Tries to start a job right after it was accepted, without making anybody wait; the dispatcher starts what this misses. */
@FunctionalInterface
public interface PromptStart {
    void soon(JobRef job);
}
