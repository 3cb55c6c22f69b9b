package dev.millrace.jobs;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The named timeouts and retries. A refusal that time cannot heal is not retried at all, since the activity throws it as
 * non-retryable; everything else gets a few attempts here, and what {@link Patience} grants after them.
 */
public final class Policies {
    private static final int ATTEMPTS = 5;
    private static final int DEATHS = 10;

    private Policies() {}

    /**
     * A row written from within the workflow's own task. Waits out any outage of the database: the attempts are given as a
     * number because the SDK does not retry a local activity at all that has neither a largest number nor a longest time.
     */
    public static LocalActivityOptions bookkeeping() {
        return LocalActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofSeconds(10))
                .setLocalRetryThreshold(Duration.ofSeconds(1))
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofMillis(200))
                        .setMaximumInterval(Duration.ofSeconds(10))
                        .setMaximumAttempts(Integer.MAX_VALUE)
                        .build())
                .build();
    }

    /** A look-up or a transaction: seconds, no heartbeat. */
    public static ActivityOptions io(String summary) {
        return on(TaskQueues.IO, Duration.ofMinutes(1), summary).build();
    }

    /** Work on whole data sets: up to a day at a time, alive as long as it heartbeats. */
    public static ActivityOptions training(String summary) {
        return heartbeating(TaskQueues.TRAINING, Duration.ofDays(1), summary);
    }

    /** Predictions for a range of rows. */
    public static ActivityOptions inference(String summary) {
        return heartbeating(TaskQueues.INFERENCE, Duration.ofHours(2), summary);
    }

    /** One answer of a language model, its fallbacks included, or one use of a tool. */
    public static ActivityOptions llm(String summary) {
        return heartbeating(TaskQueues.LLM, Duration.ofMinutes(15), summary);
    }

    /** As the other, within {@code longest} for all attempts together. */
    public static ActivityOptions llm(String summary, Duration longest) {
        return ActivityOptions.newBuilder(llm(summary))
                .setScheduleToCloseTimeout(longest)
                .build();
    }

    /**
     * A step of a user's workflow. Its own attempts are counted where they are recorded, and its last failure is not retried;
     * the attempts here are for workers that die.
     *
     * @param timeout of all attempts together, null when there is none
     */
    public static ActivityOptions step(
            String queue, String summary, int ownAttempts, @Nullable Duration timeout, Priority priority) {
        ActivityOptions options = heartbeating(queue, Duration.ofDays(1), summary);
        return ActivityOptions.newBuilder(options)
                .setScheduleToCloseTimeout(timeout)
                .setRetryOptions(RetryOptions.newBuilder(options.getRetryOptions())
                        .setMaximumAttempts(ownAttempts + DEATHS)
                        .build())
                .setPriority(io.temporal.common.Priority.newBuilder()
                        .setPriorityKey(priority.key())
                        .build())
                .build();
    }

    /** Several steps in a row. Tried once: when their worker dies, each is a step of its own. */
    public static ActivityOptions lot(String queue, String summary, @Nullable Duration timeout, Priority priority) {
        return ActivityOptions.newBuilder(step(queue, summary, 1, timeout, priority))
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                .build();
    }

    private static ActivityOptions heartbeating(String queue, Duration longest, String summary) {
        return on(queue, longest, summary)
                .setHeartbeatTimeout(Duration.ofSeconds(15))
                .build();
    }

    private static ActivityOptions.Builder on(String queue, Duration longest, String summary) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(queue)
                .setStartToCloseTimeout(longest)
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofSeconds(1))
                        .setMaximumInterval(Duration.ofSeconds(10))
                        .setMaximumAttempts(ATTEMPTS)
                        .build())
                .setSummary(summary);
    }
}
