package dev.millrace.releases;

import dev.millrace.jobs.JobFailure;
import dev.millrace.jobs.JobStatus;
import dev.millrace.jobs.JobWorkflow;
import dev.millrace.jobs.Policies;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shifts traffic step by step and looks at the guard meanwhile, often at first; whatever goes wrong, traffic goes back. */
public final class RolloutWorkflowImpl extends JobWorkflow implements RolloutWorkflow {
    private static final int LONG_HISTORY = 4_000;

    private final RolloutRequest request;
    private final RolloutSpec spec;
    private final RolloutActivities rows =
            Workflow.newLocalActivityStub(RolloutActivities.class, Policies.bookkeeping());
    private boolean asked;
    private boolean approved;
    private @Nullable Approval answer;

    @WorkflowInit
    public RolloutWorkflowImpl(RolloutRequest request) {
        super(request.job());
        this.request = request;
        this.spec = request.spec();
        this.approved = request.progress().approved();
    }

    @Override
    public RolloutResult rollOut(RolloutRequest sameRequest) {
        return job.run(this::steps);
    }

    @Override
    public void requireAsked(Approval approval) {
        if (!asked || answer != null || !approval.step().equals(Approval.STEP)) {
            throw Problem.conflict("nothing waits at step " + approval.step() + " of this rollout");
        }
    }

    @Override
    public void approve(Approval approval) {
        answer = approval;
    }

    private RolloutResult steps() {
        try {
            List<Stage> stages = spec.stages();
            for (int stage = request.progress().stage(); stage < stages.size(); stage++) {
                walk(stage, stages.get(stage));
            }
            return job.step("finish", () -> rows.finish(request));
        } catch (TemporalFailure | Problem failure) {
            String reason = reason(failure);
            Workflow.newDetachedCancellationScope(() -> rows.rollBack(request, reason))
                    .run();
            throw failure;
        }
    }

    private void walk(int number, Stage stage) {
        if (spec.approvedBefore(number) && !approved) {
            awaitApproval(number);
        }
        String name = stage.shadow() ? "shadow" : "traffic_" + stage.percent();
        job.step(name, () -> rows.shift(request, number));
        long heldBefore =
                number == request.progress().stage() ? request.progress().heldMs() : 0;
        watch(number, stage, new HoldClock(Duration.ofMillis(heldBefore)));
    }

    /** Returns when the step has been held long enough and is fine. A pause stops its clock, but not the guard. */
    private void watch(int number, Stage stage, HoldClock clock) {
        Verdict verdict = rows.check(request, number);
        while (!isOver(verdict, stage, clock)) {
            if (historyIsLong()) {
                Workflow.await(Workflow::isEveryHandlerFinished);
                Workflow.continueAsNew(
                        request.from(new Progress(number, clock.held().toMillis(), approved)));
            }
            boolean paused = job.pauseWanted();
            Workflow.await(clock.untilNextLook(stage), () -> job.pauseWanted() != paused);
            job.show(job.pauseWanted() ? JobStatus.PAUSED : JobStatus.RUNNING);
            clock.hold(job.pauseWanted());
            verdict = rows.check(request, number);
        }
    }

    private boolean isOver(Verdict verdict, Stage stage, HoldClock clock) {
        boolean held = !clock.isHeld() && clock.held().compareTo(stage.hold()) >= 0;
        return switch (verdict.kind()) {
            case BREACHED -> throw rolledBack(verdict.detail());
            case DECIDED -> !clock.isHeld();
            case FINE -> held;
            case WAITING -> held && isOverWithoutSamples(verdict, stage, clock);
        };
    }

    /** A comparison ends with what it has; a guard that saw too little lets nothing pass. */
    private static boolean isOverWithoutSamples(Verdict verdict, Stage stage, HoldClock clock) {
        if (stage.maxWait().isZero()) {
            return true;
        }
        if (clock.held().compareTo(stage.hold().plus(stage.maxWait())) >= 0) {
            throw rolledBack("too few samples in time: " + verdict.detail());
        }
        return false;
    }

    /** Meanwhile the step before goes on, and its guard holds. */
    private void awaitApproval(int number) {
        rows.ask(request.job());
        asked = true;
        HoldClock clock = new HoldClock(Duration.ZERO);
        while (answer == null) {
            job.show(JobStatus.AWAITING_INPUT);
            Workflow.await(clock.untilNextLook(), () -> answer != null);
            Verdict verdict = number == 0 ? new Verdict(Verdict.Kind.FINE, "") : rows.check(request, number - 1);
            if (verdict.kind() == Verdict.Kind.BREACHED) {
                throw rolledBack(verdict.detail());
            }
            if (answer == null && historyIsLong()) {
                Workflow.await(Workflow::isEveryHandlerFinished);
                Workflow.continueAsNew(request.from(new Progress(number, 0, false)));
            }
        }
        Approval given = Objects.requireNonNull(answer);
        rows.answered(request.job(), given);
        job.show(JobStatus.RUNNING);
        if (!given.approved()) {
            String comment = given.comment();
            throw new Problem(
                    ProblemType.REJECTED,
                    "refused by " + given.by() + (comment == null || comment.isBlank() ? "" : ": " + comment));
        }
        approved = true;
    }

    private static boolean historyIsLong() {
        var info = Workflow.getInfo();
        return info.isContinueAsNewSuggested() || info.getHistoryLength() > LONG_HISTORY;
    }

    private static String reason(RuntimeException failure) {
        return CancellationScope.current().isCancelRequested()
                ? "cancelled"
                : JobFailure.of(failure).detail();
    }

    private static Problem rolledBack(String detail) {
        return new Problem(ProblemType.ROLLED_BACK, detail);
    }
}
