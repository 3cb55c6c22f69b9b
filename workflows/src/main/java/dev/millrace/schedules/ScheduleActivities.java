package dev.millrace.schedules;

import io.temporal.activity.ActivityInterface;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes the job of a time of a schedule. A local activity; the second call finds the job of the first. */
@ActivityInterface(namePrefix = "Schedule")
public interface ScheduleActivities {
    /**
     * Null when there is nothing to run: the schedule is gone or paused, another run has this time, or the job could not be
     * made, which its row says as a failed one.
     *
     * @param workflowId of the run that is to start it
     */
    @Nullable
    ScheduledRun submit(ScheduledRequest request, Instant time, String workflowId);
}
