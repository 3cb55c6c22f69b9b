package dev.millrace.prediction;

import dev.millrace.jobs.JobRef;
import org.jspecify.annotations.Nullable;

/**
 * The argument of a batch prediction workflow. The rows and the model stay where they are; the job's row names them.
 * {@code from} is null at the start, and set when a run goes on where the one before it stopped.
 */
public record BatchPredictionRequest(JobRef job, @Nullable Continuation from) {
    public BatchPredictionRequest(JobRef job) {
        this(job, null);
    }

    /** All chunks before {@code nextChunk} are done. */
    public record Continuation(BatchPlan plan, int nextChunk) {}
}
