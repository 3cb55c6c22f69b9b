package dev.millrace.monitoring;

import dev.millrace.jobs.JobWorkflow;
import dev.millrace.jobs.Policies;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;

/** Looks at the model, tells what is new, and waits, over and over. */
public final class MonitoringWorkflowImpl extends JobWorkflow implements MonitoringWorkflow {
    private static final int MOST_ROUNDS = 100;

    private final MonitoringRequest request;
    private boolean changed;

    @WorkflowInit
    public MonitoringWorkflowImpl(MonitoringRequest request) {
        super(request.job());
        this.request = request;
    }

    @Override
    public void watch(MonitoringRequest sameRequest) {
        job.run(this::rounds);
    }

    @Override
    public void changed() {
        changed = true;
    }

    private Round rounds() {
        Round round = look();
        for (int rounds = 1; round.watched(); rounds++) {
            if (round.news()) {
                tell();
            }
            rest(round.next());
            if (rounds >= MOST_ROUNDS || Workflow.getInfo().isContinueAsNewSuggested()) {
                Workflow.continueAsNew(request);
            }
            round = look();
        }
        return round;
    }

    private Round look() {
        changed = false;
        String round = Workflow.randomUUID().toString();
        return job.step(
                "evaluate",
                () -> with(Policies.inference("Compare what was predicted lately with the baseline"))
                        .evaluate(request, round));
    }

    private void tell() {
        job.step(
                "tell",
                () -> with(Policies.io("Send the webhooks that are due")).tell(request));
    }

    private void rest(Duration interval) {
        CancellationScope scope = CancellationScope.current();
        Workflow.await(interval, () -> changed || job.pauseWanted() || scope.isCancelRequested());
        if (scope.isCancelRequested()) {
            throw new CanceledFailure("cancelled");
        }
        job.hold();
    }

    private static MonitoringActivities with(ActivityOptions options) {
        return Workflow.newActivityStub(MonitoringActivities.class, options);
    }
}
