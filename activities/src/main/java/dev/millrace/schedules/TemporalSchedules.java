package dev.millrace.schedules;

import dev.millrace.jobs.Priority;
import dev.millrace.jobs.SearchAttributes;
import dev.millrace.jobs.TaskQueues;
import dev.millrace.jobs.TemporalCalls;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleState;
import io.temporal.client.schedules.ScheduleUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Temporal Schedules by Temporal's client. */
final class TemporalSchedules implements FiredSchedules {
    private static final Duration CALL = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final ScheduleClient client;
    private final TemporalCalls calls;

    TemporalSchedules(WorkflowClient workflows, TemporalCalls calls) {
        this.client = ScheduleClient.newInstance(
                workflows.getWorkflowServiceStubs(),
                ScheduleClientOptions.newBuilder()
                        .setNamespace(workflows.getOptions().getNamespace())
                        .setIdentity(workflows.getOptions().getIdentity())
                        .setDataConverter(workflows.getOptions().getDataConverter())
                        .build());
        this.calls = calls;
    }

    @Override
    public void put(Schedule schedule) {
        var wanted = wanted(schedule);
        calls.within(CALL, () -> {
            try {
                if (!unlessMissing(() -> {
                    client.getHandle(schedule.temporalId()).update(_ -> new ScheduleUpdate(wanted));
                    return true;
                })) {
                    client.createSchedule(
                            schedule.temporalId(),
                            wanted,
                            ScheduleOptions.newBuilder().build());
                }
            } catch (ScheduleException refused) {
                throw refusal(refused);
            }
            return schedule;
        });
    }

    @Override
    public void remove(Schedule schedule) {
        calls.within(
                CALL,
                () -> unlessMissing(() -> {
                    client.getHandle(schedule.temporalId()).delete();
                    return true;
                }));
    }

    @Override
    public boolean has(Schedule schedule) {
        return calls.within(
                CALL,
                () -> unlessMissing(() -> {
                    client.getHandle(schedule.temporalId()).describe();
                    return true;
                }));
    }

    @Override
    public Optional<List<Instant>> next(Schedule schedule) {
        return calls.within(LOOK, () -> {
            try {
                return Optional.of(client.getHandle(schedule.temporalId())
                        .describe()
                        .getInfo()
                        .getNextActionTimes());
            } catch (ScheduleException e) {
                if (code(e) == Status.Code.NOT_FOUND) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private static boolean unlessMissing(Callable<Boolean> call) throws Exception {
        try {
            return call.call();
        } catch (ScheduleException e) {
            if (code(e) == Status.Code.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /** What no later try would change is said to the user; the rest is an outage. */
    private static RuntimeException refusal(ScheduleException e) {
        return code(e) == Status.Code.INVALID_ARGUMENT
                ? new Problem(ProblemType.INVALID, "Temporal refuses the schedule: " + e.getCause())
                : e;
    }

    private static Status.Code code(ScheduleException e) {
        return e.getCause() instanceof StatusRuntimeException status
                ? status.getStatus().getCode()
                : Status.Code.UNKNOWN;
    }

    private static io.temporal.client.schedules.Schedule wanted(Schedule schedule) {
        Timing timing = schedule.timing();
        return io.temporal.client.schedules.Schedule.newBuilder()
                .setAction(action(schedule))
                .setSpec(spec(timing))
                .setPolicy(SchedulePolicy.newBuilder()
                        .setOverlap(policy(timing.overlap()))
                        .setCatchupWindow(timing.catchupWindow())
                        .build())
                .setState(ScheduleState.newBuilder()
                        .setPaused(schedule.paused())
                        .setNote(Objects.requireNonNullElse(schedule.note(), ""))
                        .build())
                .build();
    }

    private static ScheduleSpec spec(Timing timing) {
        ScheduleSpec.Builder spec = ScheduleSpec.newBuilder().setTimeZoneName(timing.timezone());
        if (timing.interval() == null) {
            spec.setCronExpressions(List.of(String.valueOf(timing.cron())));
        } else {
            spec.setIntervals(List.of(new ScheduleIntervalSpec(timing.interval())));
        }
        return spec.build();
    }

    private static ScheduleActionStartWorkflow action(Schedule schedule) {
        return ScheduleActionStartWorkflow.newBuilder()
                .setWorkflowType(ScheduledSubmitWorkflow.class)
                .setArguments(new ScheduledRequest(schedule.tenant(), schedule.id()))
                .setOptions(WorkflowOptions.newBuilder()
                        .setWorkflowId(schedule.temporalId())
                        .setTaskQueue(TaskQueues.ORCHESTRATION)
                        .setPriority(Priority.NORMAL.of(schedule.tenant()))
                        .setTypedSearchAttributes(io.temporal.common.SearchAttributes.newBuilder()
                                .set(SearchAttributes.TENANT, schedule.tenant().value())
                                .set(SearchAttributes.KIND, "scheduled")
                                .build())
                        .setStaticSummary("scheduled "
                                + schedule.action().kind().wire().replace('_', ' ') + " · " + schedule.name())
                        // Without details, the client cannot read back the schedule that it has written.
                        .setStaticDetails("schedule " + schedule.id())
                        .build())
                .build();
    }

    private static ScheduleOverlapPolicy policy(Overlap overlap) {
        return switch (overlap) {
            case SKIP -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP;
            case BUFFER_ONE -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_BUFFER_ONE;
            case BUFFER_ALL -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_BUFFER_ALL;
            case CANCEL_OTHER -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_CANCEL_OTHER;
            case TERMINATE_OTHER -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_TERMINATE_OTHER;
            case ALLOW_ALL -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_ALLOW_ALL;
        };
    }
}
