package dev.millrace.training;

import dev.millrace.jobs.Heartbeat;
import dev.millrace.jobs.JobReport;
import dev.millrace.jobs.JobReports;
import dev.millrace.jobs.JobWork;
import dev.millrace.jobs.StepRecorder;
import dev.millrace.jobs.StepResults;
import dev.millrace.jobs.WorkMeter;
import dev.millrace.tenancy.TenantTransactions;
import io.temporal.activity.Activity;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Each step is shown to users, finds its own earlier answer, and is left to the class that is named after it. */
@Component
public final class TrainingActivitiesImpl implements TrainingActivities {
    private final StepRecorder recorder;
    private final StepResults answers;
    private final JobReports reports;
    private final JobWork meters;
    private final TenantTransactions transactions;
    private final TrainingTables tables;
    private final SplitCheck splits;
    private final TrainingArtifacts artifacts;
    private final Checkpoints checkpoints;
    private final Preparing preparing;
    private final Fitting fitting;
    private final Judging judging;
    private final Registering registering;

    TrainingActivitiesImpl(
            StepRecorder recorder,
            StepResults answers,
            JobReports reports,
            JobWork meters,
            TenantTransactions transactions,
            TrainingTables tables,
            SplitCheck splits,
            TrainingArtifacts artifacts,
            Checkpoints checkpoints,
            Preparing preparing,
            Fitting fitting,
            Judging judging,
            Registering registering) {
        this.recorder = recorder;
        this.answers = answers;
        this.reports = reports;
        this.meters = meters;
        this.transactions = transactions;
        this.tables = tables;
        this.splits = splits;
        this.artifacts = artifacts;
        this.checkpoints = checkpoints;
        this.preparing = preparing;
        this.fitting = fitting;
        this.judging = judging;
        this.registering = registering;
    }

    @Override
    public void validate(TrainingRequest request) {
        recorder.record(request.job(), "validate", "validate", request.spec(), () -> {
            TrainingSpec spec = request.spec();
            TrainingRules.check(spec);
            TrainingTables.columns(request, tables.data(request));
            tables.testData(request);
            splits.check(request);
            TaskMetrics.check(spec);
        });
    }

    @Override
    public PreparedData prepare(TrainingRequest request, TrainingPart part) {
        return step(
                request,
                part.step("prepare"),
                "prepare",
                Map.of("part", part),
                PreparedData.class,
                attempt -> preparing.prepare(request, part, attempt));
    }

    @Override
    public FittedModel fit(TrainingRequest request, PreparedData data) {
        String step = data.part().step("fit");
        FittedModel fitted =
                step(request, step, "fit", data, FittedModel.class, attempt -> fitting.fit(request, data, attempt));
        transactions.run(request.job().tenant(), jdbc -> checkpoints.forget(jdbc, request.job(), step));
        return fitted;
    }

    @Override
    public Evaluation evaluate(TrainingRequest request, PreparedData data, FittedModel model) {
        return step(
                request,
                "evaluate",
                "evaluate",
                model,
                Evaluation.class,
                attempt -> judging.evaluate(request, data, model, attempt));
    }

    @Override
    public FoldScore judge(TrainingRequest request, PreparedData data, FittedModel model) {
        return step(
                request,
                data.part().step("evaluate"),
                "evaluate",
                model,
                FoldScore.class,
                attempt -> judging.judge(request, fold(data), data, model, attempt));
    }

    @Override
    public Evaluation combine(TrainingRequest request, List<FoldScore> folds) {
        return step(
                request,
                "evaluate",
                "evaluate",
                folds,
                Evaluation.class,
                attempt -> judging.combine(request, folds, attempt));
    }

    @Override
    public TrainingResult register(TrainingRequest request, FittedModel model, Evaluation evaluation) {
        TrainingResult registered = step(
                request,
                "register",
                "register",
                model,
                TrainingResult.class,
                attempt -> registering.register(request, model, evaluation));
        if (request.spec().autoDeploy() == null) {
            release(request);
        }
        return registered;
    }

    @Override
    public TrainingResult deploy(TrainingRequest request, TrainingResult registered) {
        AutoDeploy wanted = request.spec().autoDeploy();
        if (wanted == null) {
            return registered;
        }
        TrainingResult deployed = step(request, "deploy", "deploy", wanted, TrainingResult.class, attempt -> {
            AutoDeployRule.Decision decision = registering.deploy(
                    request, wanted, registered, judged(request), attempt.heartbeat()::throwIfStopped);
            attempt.report().info((decision.deploy() ? "Deployed: " : "Not deployed: ") + decision.reason());
            return new TrainingResult(
                    registered.modelId(), registered.modelVersion(), registered.metrics(), decision.deploy());
        });
        release(request);
        return deployed;
    }

    /** The model of the training rows, which alone has not seen the test rows. */
    private @Nullable FittedModel judged(TrainingRequest request) {
        return request.spec().validationConfig().rounds() > 1
                ? null
                : answers.find(request.job(), TrainingPart.TRAIN.step("fit"), FittedModel.class)
                        .orElse(null);
    }

    private void release(TrainingRequest request) {
        transactions.run(request.job().tenant(), jdbc -> artifacts.release(jdbc, request.job()));
    }

    private static TrainingPart.Fold fold(PreparedData data) {
        if (data.part() instanceof TrainingPart.Fold fold) {
            return fold;
        }
        throw new IllegalArgumentException(data.part().rows() + " are no fold's");
    }

    private <T> T step(
            TrainingRequest request,
            String step,
            String type,
            Object input,
            Class<T> answer,
            Function<Attempt, T> work) {
        return recorder.record(
                request.job(),
                step,
                type,
                input,
                () -> answers.once(request.job(), step, answer, () -> {
                    try (Heartbeat heartbeat = Heartbeat.of(Activity.getExecutionContext());
                            JobReport report = reports.open(request.job(), step);
                            WorkMeter meter = meters.open(request.job(), step, tables.plan(request))) {
                        T done = work.apply(new Attempt(heartbeat, report, meter));
                        meter.reached(1);
                        return done;
                    }
                }));
    }
}
