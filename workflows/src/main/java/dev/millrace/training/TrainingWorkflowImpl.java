package dev.millrace.training;

import dev.millrace.jobs.JobWorkflow;
import dev.millrace.jobs.Policies;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;

/** Fits on the training rows, judges on the test rows, fits again on all of them, registers, and deploys if asked to. */
public final class TrainingWorkflowImpl extends JobWorkflow implements TrainingWorkflow {
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
        PreparedData held = prepare(TrainingPart.TRAIN);
        FittedModel judged = fit(held);
        Evaluation evaluation = evaluate(held, judged);
        FittedModel model =
                spec.validationConfig().refitsAfter(held.testRows()) ? fit(prepare(TrainingPart.ALL)) : judged;
        TrainingResult registered = register(model, evaluation);
        return spec.autoDeploy() == null ? registered : deploy(registered);
    }

    private void validate() {
        with(Policies.io("Check data set, columns and parameters")).validate(request);
    }

    private PreparedData prepare(TrainingPart part) {
        var activities = with(Policies.training("Fit the preprocessing on " + part.rows()));
        return job.step(part.step("prepare"), () -> activities.prepare(request, part));
    }

    private FittedModel fit(PreparedData data) {
        TrainingPart part = data.part();
        var activities = with(Policies.training("Fit " + spec.algorithm() + " on " + part.rows()));
        return job.resumableStep(part.step("fit"), () -> activities.fit(request, data));
    }

    private Evaluation evaluate(PreparedData data, FittedModel model) {
        var activities = with(Policies.training("Judge the model on " + data.testRows() + " test rows"));
        return job.step("evaluate", () -> activities.evaluate(request, data, model));
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
