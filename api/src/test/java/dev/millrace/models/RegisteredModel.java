package dev.millrace.models;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.datasets.ColumnType;
import dev.millrace.tenancy.TenantId;
import java.util.List;
import java.util.Map;

/** A model in the registry that can predict: whether a customer older than about {@code limit} years leaves. */
public final class RegisteredModel {
    private RegisteredModel() {}

    public static ModelVersion register(
            ModelVersions versions, ArtifactStore artifacts, TenantId tenant, double limit) {
        TrainedModel model = model(limit);
        ArtifactHandle stored = artifacts.write(tenant, out -> ModelFile.write(model, out));
        return versions.register(tenant, Registered.version("churn", "classification", stored));
    }

    private static TrainedModel model(double limit) {
        InputSchema schema = new InputSchema(List.of(
                InputField.of("age", ColumnType.INTEGER),
                new InputField("plan", ColumnType.STRING, List.of("basic", "pro"), true)));
        Preprocessing preprocessing = Preprocessing.unscaled(List.of(
                new NumericEncoding("age", limit, false), new OneHotEncoding("plan", List.of("basic", "pro"), false)));
        LinearModel linear = new LinearModel(LinearModel.Link.LOGISTIC, new double[] {1, 0, 0}, new double[] {-limit});
        return new TrainedModel(
                "logistic_regression",
                new ModelInputs(schema, preprocessing, "churned", List.of("no", "yes")),
                linear,
                Map.of(),
                Map.of("smile", "6.2.5"),
                new Background(new double[] {limit - 5, 0.7, 0.3}, new float[0]));
    }
}
