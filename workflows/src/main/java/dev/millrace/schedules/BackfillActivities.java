package dev.millrace.schedules;

import dev.millrace.jobs.JobRef;
import io.temporal.activity.ActivityInterface;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a backfill. Local activities: many, small, repeatable. */
@ActivityInterface(namePrefix = "Backfill")
public interface BackfillActivities {
    /** The next times of its range, in order, a bounded number; none when it is through. */
    List<Instant> times(JobRef backfill, @Nullable Instant after);

    /** Null when there is nothing to run: the time had a run before. */
    @Nullable
    BackfillRun submit(JobRef backfill, Instant time);

    /** Shows how far it is. */
    void note(JobRef backfill, BackfillCount count);
}
