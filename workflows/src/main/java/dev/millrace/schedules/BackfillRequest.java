package dev.millrace.schedules;

import dev.millrace.jobs.JobRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The argument of the workflow: {@code width} runs at a time; {@code from} is where an earlier run of it has come to. */
public record BackfillRequest(
        JobRef job, int width, @Nullable Continuation from) {
    /** @param reached the last time that was begun; null when none was */
    public record Continuation(@Nullable Instant reached, BackfillCount count) {
        static final Continuation START = new Continuation(null, BackfillCount.NONE);
    }
}
