package dev.millrace.training;

import dev.millrace.jobs.JobWorkflow;
import dev.millrace.jobs.Policies;
import dev.millrace.jobs.Window;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.List;

/**
 * Fits on the training rows and judges on the test rows, once or for each of several folds; fits again on all of them,
 * registers, and deploys if asked to.
 */
public final class TrainingWorkflowImpl extends JobWorkflow implements TrainingWorkflow {
    // Enough to keep the cores of a few workers busy, few enough that other trainings get their turn.
    private static final int FOLDS_IN_FLIGHT = 4;

    private final TrainingRequest request;
    private final TrainingSpec spec;

    @WorkflowInit
    public TrainingWorkflowImpl(TrainingRequest request) {
        super(request.job());
        this.request = request;
        this.spec = request.spec();
    }

    @Override
    public TrainingResult train(TrainingRequest sameRequest) {
        return job.run(this::steps);
    }

    private TrainingResult steps() {
        job.step("validate", this::validate);
        return spec.validationConfig().rounds() > 1 ? crossValidated() : heldOut();
    }

    private TrainingResult heldOut() {
        PreparedData held = prepare(TrainingPart.TRAIN);
        FittedModel judged = fit(held);
        Evaluation evaluation = evaluate(held, judged);
        FittedModel model =
                spec.validationConfig().refitsAfter(held.testRows()) ? fit(prepare(TrainingPart.ALL)) : judged;
        return release(model, evaluation);
    }

    private TrainingResult crossValidated() {
        FoldScores scores = new FoldScores(spec.validationConfig().rounds());
        job.resumableStep("folds", () -> judgeOpen(scores));
        Evaluation evaluation = combine(scores.inOrder());
        return release(fit(prepare(TrainingPart.ALL)), evaluation);
    }

    private void judgeOpen(FoldScores scores) {
        new Window(FOLDS_IN_FLIGHT).forEach(scores.open(), () -> false, fold -> scores.scored(judge(fold)));
    }

    /** Steps that were done before a pause or an outage answer at once when they are asked again. */
    private FoldScore judge(int fold) {
        TrainingPart part = TrainingPart.fold(fold);
        PreparedData data = prepared(part);
        FittedModel model = fitted(data);
        return with(Policies.training("Judge the model of fold " + fold + " on " + data.testRows() + " test rows"))
                .judge(request, data, model);
    }

    private TrainingResult release(FittedModel model, Evaluation evaluation) {
        TrainingResult registered = register(model, evaluation);
        return spec.autoDeploy() == null ? registered : deploy(registered);
    }

    private void validate() {
        with(Policies.io("Check data set, columns and parameters")).validate(request);
    }

    private PreparedData prepare(TrainingPart part) {
        return job.step(part.step("prepare"), () -> prepared(part));
    }

    private PreparedData prepared(TrainingPart part) {
        return with(Policies.training("Fit the preprocessing on " + part.rows()))
                .prepare(request, part);
    }

    private FittedModel fit(PreparedData data) {
        return job.resumableStep(data.part().step("fit"), () -> fitted(data));
    }

    private FittedModel fitted(PreparedData data) {
        return with(Policies.training(
                        "Fit " + spec.algorithm() + " on " + data.part().rows()))
                .fit(request, data);
    }

    private Evaluation evaluate(PreparedData data, FittedModel model) {
        var activities = with(Policies.training("Judge the model on " + data.testRows() + " test rows"));
        return job.step("evaluate", () -> activities.evaluate(request, data, model));
    }

    private Evaluation combine(List<FoldScore> folds) {
        var activities = with(Policies.training("Add up " + folds.size() + " folds"));
        return job.step("evaluate", () -> activities.combine(request, folds));
    }

    private TrainingResult register(FittedModel model, Evaluation evaluation) {
        var activities = with(Policies.io("Register a version of " + spec.modelName()));
        return job.step("register", () -> activities.register(request, model, evaluation));
    }

    private TrainingResult deploy(TrainingResult registered) {
        var activities = with(Policies.io("Deploy version " + registered.modelVersion() + " if it is good enough"));
        return job.step("deploy", () -> activities.deploy(request, registered));
    }

    private static TrainingActivities with(ActivityOptions options) {
        return Workflow.newActivityStub(TrainingActivities.class, options);
    }
}
