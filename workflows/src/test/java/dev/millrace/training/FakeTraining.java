package dev.millrace.training;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.datasets.DatasetId;
import dev.millrace.jobs.FlowFixture;
import dev.millrace.jobs.Priority;
import dev.millrace.jobs.Script;
import dev.millrace.models.ModelId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Training steps that answer at once, unless their script says otherwise. */
public final class FakeTraining implements TrainingActivities {
    public static final ModelId MODEL = new ModelId(UUID.fromString("01890000-0000-7000-8000-000000000002"));
    private static final DatasetId DATASET = DatasetId.of("01890000-0000-7000-8000-000000000003");

    private final Script script;

    public FakeTraining(Script script) {
        this.script = script;
    }

    public static TrainingRequest request() {
        return request(true, null);
    }

    static TrainingRequest request(boolean refit, @Nullable AutoDeploy autoDeploy) {
        var data = new TrainingData(DATASET, "label", null, null, null);
        var validation = new ValidationConfig(ValidationConfig.Strategy.HOLDOUT, 0.2, 42L, null, refit);
        var spec = new TrainingSpec(
                "churn",
                "random_forest",
                Task.CLASSIFICATION,
                data,
                Map.of("trees", 200),
                validation,
                autoDeploy,
                Priority.NORMAL,
                Map.of());
        return new TrainingRequest(FlowFixture.JOB, spec);
    }

    @Override
    public void validate(TrainingRequest request) {
        script.play("validate");
    }

    @Override
    public PreparedData prepare(TrainingRequest request, TrainingPart part) {
        script.play(part.step("prepare"));
        return part == TrainingPart.TRAIN
                ? new PreparedData(part, bytes("1"), bytes("2"), bytes("3"), 80, 20)
                : new PreparedData(part, bytes("4"), bytes("5"), null, 100, 0);
    }

    @Override
    public FittedModel fit(TrainingRequest request, PreparedData data) {
        script.play(data.part().step("fit"));
        return new FittedModel(data.part() == TrainingPart.TRAIN ? bytes("6") : bytes("7"));
    }

    @Override
    public Evaluation evaluate(TrainingRequest request, PreparedData data, FittedModel model) {
        script.play("evaluate");
        return new Evaluation(Map.of("accuracy", 0.9), bytes("8"));
    }

    @Override
    public TrainingResult register(TrainingRequest request, FittedModel model, Evaluation evaluation) {
        script.play("register");
        int version = model.model().equals(bytes("7")) ? 2 : 1;
        return new TrainingResult(MODEL, version, evaluation.metrics(), false);
    }

    @Override
    public TrainingResult deploy(TrainingRequest request, TrainingResult registered) {
        script.play("deploy");
        return new TrainingResult(registered.modelId(), registered.modelVersion(), registered.metrics(), true);
    }

    private static ArtifactHandle bytes(String digit) {
        return new ArtifactHandle(digit.repeat(64), 1);
    }
}
