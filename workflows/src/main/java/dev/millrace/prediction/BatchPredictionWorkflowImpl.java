package dev.millrace.prediction;

import dev.millrace.jobs.JobWorkflow;
import dev.millrace.jobs.Policies;
import dev.millrace.jobs.Window;
import dev.millrace.prediction.BatchPredictionRequest.Continuation;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;

/** Scores ranges of chunks side by side, and goes on as a new run before its history grows too long. */
public final class BatchPredictionWorkflowImpl extends JobWorkflow implements BatchPredictionWorkflow {
    // Few enough that a large batch leaves room for the next one, enough to keep several workers busy.
    private static final int RANGES_IN_FLIGHT = 4;

    private final BatchPredictionRequest request;

    @WorkflowInit
    public BatchPredictionWorkflowImpl(BatchPredictionRequest request) {
        super(request.job());
        this.request = request;
    }

    @Override
    public BatchPredictionResult predict(BatchPredictionRequest sameRequest) {
        return job.run(this::steps);
    }

    private BatchPredictionResult steps() {
        Continuation from = request.from() == null ? new Continuation(plan(), 0) : request.from();
        BatchPlan plan = from.plan();
        OpenRanges ranges = new OpenRanges(plan, from.nextChunk());
        job.resumableStep("score", () -> score(plan, ranges));
        if (!ranges.isEmpty()) {
            goOn(new Continuation(plan, ranges.nextChunk()));
        }
        return finish(plan);
    }

    private BatchPlan plan() {
        return job.step(
                "plan",
                () -> with(Policies.io("Fix the model version and count the rows"))
                        .plan(request));
    }

    private void score(BatchPlan plan, OpenRanges ranges) {
        new Window(RANGES_IN_FLIGHT)
                .forEach(ranges.inOrder(), () -> Workflow.getInfo().isContinueAsNewSuggested(), range -> {
                    with(Policies.inference(range.summary(plan))).score(request, plan, range);
                    ranges.scored(range);
                });
    }

    private void goOn(Continuation from) {
        Workflow.await(Workflow::isEveryHandlerFinished);
        job.hold();
        Workflow.continueAsNew(new BatchPredictionRequest(request.job(), from));
    }

    private BatchPredictionResult finish(BatchPlan plan) {
        return job.step("finish", () -> with(Policies.io("Add up the results")).finish(request, plan));
    }

    private static BatchPredictionActivities with(ActivityOptions options) {
        return Workflow.newActivityStub(BatchPredictionActivities.class, options);
    }
}
