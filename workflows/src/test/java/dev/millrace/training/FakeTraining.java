package dev.millrace.training;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.datasets.DatasetId;
import dev.millrace.jobs.FlowFixture;
import dev.millrace.jobs.Priority;
import dev.millrace.jobs.Script;
import dev.millrace.models.CrossValidation;
import dev.millrace.models.ModelId;
import dev.millrace.training.ValidationConfig.Strategy;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Training steps that answer at once, unless their script says otherwise. */
public final class FakeTraining implements TrainingActivities {
    public static final ModelId MODEL = new ModelId(UUID.fromString("01890000-0000-7000-8000-000000000002"));
    private static final DatasetId DATASET = DatasetId.of("01890000-0000-7000-8000-000000000003");

    private static final int FOLDS = 5;

    private final Script script;

    public FakeTraining(Script script) {
        this.script = script;
    }

    public static TrainingRequest request() {
        return request(true, null);
    }

    /** Five folds. */
    public static TrainingRequest crossValidated() {
        return request(new ValidationConfig(Strategy.CROSS_VALIDATION, 0.2, FOLDS, 42L, null, true), null);
    }

    static TrainingRequest request(boolean refit, @Nullable AutoDeploy autoDeploy) {
        return request(new ValidationConfig(Strategy.HOLDOUT, 0.2, 1, 42L, null, refit), autoDeploy);
    }

    private static TrainingRequest request(ValidationConfig validation, @Nullable AutoDeploy autoDeploy) {
        var data = new TrainingData(DATASET, "label", null, null, null);
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
        return part.equals(TrainingPart.ALL)
                ? new PreparedData(part, bytes("4"), bytes("5"), null, 100, 0)
                : new PreparedData(part, bytes("1"), bytes("2"), bytes("3"), 80, 20);
    }

    @Override
    public FittedModel fit(TrainingRequest request, PreparedData data) {
        script.play(data.part().step("fit"));
        return new FittedModel(data.part().equals(TrainingPart.ALL) ? bytes("7") : bytes("6"));
    }

    @Override
    public Evaluation evaluate(TrainingRequest request, PreparedData data, FittedModel model) {
        script.play("evaluate");
        return new Evaluation(Map.of("accuracy", 0.9), bytes("8"), null);
    }

    @Override
    public FoldScore judge(TrainingRequest request, PreparedData data, FittedModel model) {
        script.play(data.part().step("evaluate"));
        int fold = ((TrainingPart.Fold) data.part()).number();
        return new FoldScore(
                fold, data.trainRows(), data.testRows(), Map.of("accuracy", 0.8 + fold / 100.0), bytes("9"));
    }

    @Override
    public Evaluation combine(TrainingRequest request, List<FoldScore> folds) {
        script.play("combine");
        double mean = folds.stream()
                .mapToDouble(fold -> fold.metrics().get("accuracy"))
                .average()
                .orElseThrow();
        return new Evaluation(
                Map.of("accuracy", mean), bytes("8"), new CrossValidation(List.of(), Map.of("accuracy", 0.01)));
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
