package dev.millrace.automl;

import dev.millrace.jobs.JobRef;
import io.temporal.activity.ActivityInterface;
import java.time.Duration;

/** Looks after the search while it is under way. A local activity, small and repeatable. */
@ActivityInterface(namePrefix = "AutomlFollow")
public interface FollowActivities {
    /** Shows how far it is, and leaves it as much time as what comes after it will not need. */
    void follow(AutomlRequest request, JobRef study, Duration left);
}
