package dev.millrace.jobs;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import io.temporal.common.converter.Values;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import org.jspecify.annotations.Nullable;

/** What lies behind an exception that ended a step. */
sealed interface FailureCause {
    ProblemType type();

    String detail();

    /** The activity, or the workflow itself, answered with a problem. */
    record Reported(ProblemType type, String detail) implements FailureCause {}

    /** The activity stopped answering at a position, -1 before its first heartbeat: its worker died or hangs. */
    record Silent(String activity, long position) implements FailureCause {
        @Override
        public ProblemType type() {
            return ProblemType.INTERNAL;
        }

        @Override
        public String detail() {
            return "the worker stopped answering in the middle of " + activity
                    + ", again and again without getting further; its log says why";
        }
    }

    default JobFailure toJobFailure() {
        return new JobFailure(type().uri(), type().title(), detail());
    }

    static FailureCause of(Throwable failure) {
        return switch (failure) {
            case ActivityFailure activity -> behind(activity, activity.getCause());
            case Problem problem -> new Reported(problem.type(), problem.detail());
            default -> new Reported(ProblemType.INTERNAL, String.valueOf(failure.getMessage()));
        };
    }

    private static FailureCause behind(ActivityFailure activity, @Nullable Throwable cause) {
        return switch (cause) {
            case ApplicationFailure reported ->
                new Reported(
                        ProblemType.bySlug(reported.getType()).orElse(ProblemType.INTERNAL),
                        reported.getOriginalMessage());
            case TimeoutFailure timeout ->
                new Silent(activity.getActivityType(), position(timeout.getLastHeartbeatDetails()));
            case null, default -> new Reported(ProblemType.INTERNAL, String.valueOf(activity.getMessage()));
        };
    }

    private static long position(@Nullable Values heartbeat) {
        ResumePoint reached =
                heartbeat == null || heartbeat.getSize() == 0 ? null : heartbeat.get(0, ResumePoint.class);
        return reached == null ? -1 : reached.position();
    }
}
