package dev.millrace.tuning;

import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobWorkflow;
import dev.millrace.jobs.Policies;
import dev.millrace.tuning.StudyActivities.Winner;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;

/**
 * Keeps lanes at work until the study has what it looked for, then trains the winner. Which trials there are, and what came
 * of them, is in the database alone; the history holds lanes.
 */
public final class TuningWorkflowImpl extends JobWorkflow implements TuningWorkflow {
    private final JobRef study;
    private final boolean continued;
    private final StudyActivities rows = Workflow.newLocalActivityStub(StudyActivities.class, Policies.bookkeeping());
    private final Lanes lanes;

    @WorkflowInit
    public TuningWorkflowImpl(TuningRequest request) {
        super(request.job());
        study = request.job();
        continued = request.continued();
        lanes = new Lanes(study, rows);
    }

    @Override
    public TuningResult tune(TuningRequest sameRequest) {
        return job.run(this::steps);
    }

    @Override
    public void changed() {
        lanes.changed();
    }

    private TuningResult steps() {
        if (!continued) {
            job.step(
                    "validate",
                    () -> with(Policies.io("Check data set, algorithms and search space"))
                            .validate(study));
        }
        boolean closed = job.resumableStep("trials", () -> lanes.work(Lanes::historyIsLong));
        if (!closed) {
            job.hold();
            Workflow.continueAsNew(new TuningRequest(study, true));
        }
        job.step(
                "conclude", () -> with(Policies.training("Say what was learnt")).conclude(study));
        return job.step("train_best", this::trained);
    }

    private TuningResult trained() {
        Winner winner = rows.winner(study);
        if (winner != null) {
            train(winner);
        }
        return rows.finish(study);
    }

    /** What became of it is in its row. */
    private static void train(Winner winner) {
        try {
            winner.training().run(winner.priority(), "Train the best trial's model");
        } catch (ChildWorkflowFailure failure) {
            boolean cancelled = failure.getCause() instanceof CanceledFailure;
            if (cancelled && CancellationScope.current().isCancelRequested()) {
                throw failure;
            }
        }
    }

    private static TuningActivities with(ActivityOptions options) {
        return Workflow.newActivityStub(TuningActivities.class, options);
    }
}
