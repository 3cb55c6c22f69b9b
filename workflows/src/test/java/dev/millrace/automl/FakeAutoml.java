package dev.millrace.automl;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.datasets.DatasetId;
import dev.millrace.jobs.ChildRun;
import dev.millrace.jobs.FlowFixture;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Priority;
import dev.millrace.jobs.Script;
import dev.millrace.training.FakeTraining;
import dev.millrace.training.Task;
import dev.millrace.training.TrainingData;
import dev.millrace.training.ValidationConfig;
import dev.millrace.tuning.Direction;
import dev.millrace.tuning.Objective;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Steps of an AutoML job that answer at once, unless their script says otherwise. */
public final class FakeAutoml implements AutomlActivities {
    private static final JobRef STUDY =
            new JobRef(FlowFixture.JOB.tenant(), new JobId(UUID.fromString("01890000-0000-7000-8000-000000000004")));

    private final Script script;

    private FakeAutoml(Script script) {
        this.script = script;
    }

    public static FlowFixture fixture(Script script) {
        return new FlowFixture(
                List.of(AutomlWorkflowImpl.class, FakeSearch.class), new FakeAutoml(script), (FollowActivities)
                        (_, _, _) -> script.play("follow"));
    }

    public static AutomlRequest request() {
        return new AutomlRequest(
                FlowFixture.JOB,
                new AutomlSpec(
                        "churn",
                        List.of("naive_bayes", "xgboost"),
                        List.of(),
                        Task.CLASSIFICATION,
                        new TrainingData(
                                DatasetId.of("01890000-0000-7000-8000-000000000003"), "label", null, null, null),
                        ValidationConfig.DEFAULT,
                        new Objective("accuracy", Direction.MAXIMIZE),
                        Duration.ofSeconds(40),
                        true,
                        2,
                        42L,
                        null,
                        Priority.NORMAL,
                        Map.of()));
    }

    @Override
    public void validate(AutomlRequest request) {
        script.play("validate");
    }

    @Override
    public ChildRun study(AutomlRequest request, Duration left) {
        script.play("study");
        Map<String, Object> job = Map.of("tenant", "default", "job", STUDY.job().toString());
        return new ChildRun(
                STUDY,
                JobKind.HYPERPARAMETER_TUNING,
                "TuningWorkflow",
                JobKind.HYPERPARAMETER_TUNING.workflowId(STUDY),
                Map.of("job", job, "continued", false));
    }

    @Override
    public Choice choose(AutomlRequest request, ChildRun study, Duration left) {
        script.play("choose with " + left.toSeconds() / 10 + "0 s");
        return new Choice(
                List.of(new Choice.Member(3, "xgboost", Map.of("max_depth", 4), 1)), Map.of("accuracy", 0.9), "best");
    }

    @Override
    public FittedChoice fit(AutomlRequest request, Choice choice) {
        script.play("fit");
        return new FittedChoice(new ArtifactHandle("a".repeat(64), 10), null);
    }

    @Override
    public AutomlResult register(AutomlRequest request, Choice choice, FittedChoice fitted) {
        script.play("register");
        return new AutomlResult(FakeTraining.MODEL, 1, choice.metrics(), false);
    }

    @Override
    public AutomlResult deploy(AutomlRequest request, AutomlResult registered) {
        script.play("deploy");
        return registered;
    }
}
