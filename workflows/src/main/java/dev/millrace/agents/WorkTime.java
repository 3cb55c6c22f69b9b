package dev.millrace.agents;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.function.Supplier;

/** How long models and tools have worked for a run, and how much longer they may. Pauses and waits do not count. */
final class WorkTime {
    private final Duration longest;
    private long workedMs;

    WorkTime(Duration longest, long workedMs) {
        this.longest = longest;
        this.workedMs = workedMs;
    }

    long workedMs() {
        return workedMs;
    }

    /** @throws Problem LIMIT_REACHED when nothing is left */
    Duration left() {
        Duration left = longest.minusMillis(workedMs);
        if (!left.isPositive()) {
            throw isUp();
        }
        return left;
    }

    /** @throws Problem LIMIT_REACHED when the time is up before the work has ended */
    <T> T counted(Supplier<T> work) {
        long began = Workflow.currentTimeMillis();
        try {
            return work.get();
        } catch (ActivityFailure failure) {
            throw ranOut(failure) ? isUp() : failure;
        } finally {
            workedMs += Workflow.currentTimeMillis() - began;
        }
    }

    private Problem isUp() {
        return new Problem(
                ProblemType.LIMIT_REACHED,
                "the time that the agent's models and tools may work, " + longest + ", is up (limits.max_time)");
    }

    private static boolean ranOut(ActivityFailure failure) {
        return failure.getCause() instanceof TimeoutFailure timeout
                && timeout.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_CLOSE;
    }
}
