package dev.millrace.training;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.datasets.Dataset;
import dev.millrace.jobs.JobResults;
import dev.millrace.models.Lineage;
import dev.millrace.models.ModelVersion;
import dev.millrace.models.ModelVersions;
import dev.millrace.models.NewVersion;
import dev.millrace.models.TrainedModel;
import dev.millrace.training.algorithm.Algorithms;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The steps that enter the model into the registry and, if it is good enough, into service. */
@Component
final class Registering {
    private final TrainingTables tables;
    private final TrainingArtifacts artifacts;
    private final ModelVersions versions;
    private final AutoDeploying deploying;
    private final JobResults results;
    private final CodeVersion code;

    Registering(
            TrainingTables tables,
            TrainingArtifacts artifacts,
            ModelVersions versions,
            AutoDeploying deploying,
            JobResults results,
            CodeVersion code) {
        this.tables = tables;
        this.artifacts = artifacts;
        this.versions = versions;
        this.deploying = deploying;
        this.results = results;
        this.code = code;
    }

    /** The same job again gets the version that it registered before. */
    TrainingResult register(TrainingRequest request, FittedModel fitted, Evaluation evaluation) {
        ModelVersion version = versions.register(request.job().tenant(), describe(request, fitted.model(), evaluation));
        results.merge(
                request.job(),
                Map.of(
                        "model_id",
                        version.modelId().toString(),
                        "model_version",
                        version.version(),
                        "deployed",
                        false));
        return new TrainingResult(version.modelId(), version.version(), version.metrics(), false);
    }

    /** @param judged the model that was fitted on the training rows alone; null where each fold had one of its own */
    AutoDeployRule.Decision deploy(
            TrainingRequest request,
            AutoDeploy wanted,
            TrainingResult registered,
            @Nullable FittedModel judged,
            Runnable goesOn) {
        AutoDeploying.Judgeable judgeable = judged == null
                ? null
                : new AutoDeploying.Judgeable(request, artifacts.model(request.job(), judged.model()), goesOn);
        return deploying.deploy(request.job(), wanted, registered, judgeable);
    }

    private NewVersion describe(TrainingRequest request, ArtifactHandle artifact, Evaluation evaluation) {
        TrainingSpec spec = request.spec();
        TrainedModel model = artifacts.model(request.job(), artifact);
        return new NewVersion(
                spec.modelName(),
                spec.task().wire(),
                model.engines().keySet().stream().findFirst().orElse("millrace"),
                spec.algorithm(),
                artifact,
                model.inputs().schema(),
                evaluation.metrics(),
                evaluation.crossValidation(),
                hyperparameters(spec),
                lineage(request, model),
                spec.tags());
    }

    /** With defaults filled in: the version is to be trained again in the same way when defaults have changed. */
    private static Map<String, Object> hyperparameters(TrainingSpec spec) {
        Map<String, Object> set = new LinkedHashMap<>();
        Algorithms.builtIn()
                .require(spec.algorithm(), spec.task())
                .hyperparameters()
                .resolve(spec.hyperparameters())
                .asMap()
                .forEach((name, value) -> {
                    if (value != null) {
                        set.put(name, value);
                    }
                });
        return set;
    }

    private Lineage lineage(TrainingRequest request, TrainedModel model) {
        Dataset data = tables.data(request);
        Dataset test = tables.testData(request);
        return new Lineage(
                request.job().job(),
                data.id(),
                data.sha256(),
                test == null ? null : test.id(),
                test == null ? null : test.sha256(),
                request.spec().trainingData().target(),
                request.spec().validationConfig().seed(),
                code.value(),
                model.engines());
    }
}
