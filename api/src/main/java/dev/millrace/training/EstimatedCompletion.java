package dev.millrace.training;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a running job will be done if the rest of the work takes as long as the work so far. */
final class EstimatedCompletion {
    private static final double ENOUGH_TO_TELL = 0.05;

    private EstimatedCompletion() {}

    static @Nullable Instant of(Job job, Instant now) {
        Instant started = job.startedAt();
        if (job.status() != JobStatus.RUNNING || started == null || job.progress() < ENOUGH_TO_TELL) {
            return null;
        }
        double spent = Duration.between(started, now).toMillis();
        return now.plusMillis(Math.round(spent * (1 - job.progress()) / job.progress()));
    }
}
