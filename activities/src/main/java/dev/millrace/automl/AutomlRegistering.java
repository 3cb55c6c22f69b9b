package dev.millrace.automl;

import dev.millrace.automl.Choice.Member;
import dev.millrace.datasets.Dataset;
import dev.millrace.datasets.DatasetId;
import dev.millrace.datasets.Datasets;
import dev.millrace.jobs.JobResults;
import dev.millrace.models.Ensembles;
import dev.millrace.models.Lineage;
import dev.millrace.models.ModelVersion;
import dev.millrace.models.ModelVersions;
import dev.millrace.models.NewVersion;
import dev.millrace.models.TrainedModel;
import dev.millrace.tenancy.TenantTransactions;
import dev.millrace.training.CodeVersion;
import dev.millrace.training.TrainingData;
import dev.millrace.training.algorithm.Algorithms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Enters the model into the registry. */
@Component
final class AutomlRegistering {
    private final Datasets datasets;
    private final AutomlArtifacts artifacts;
    private final ModelVersions versions;
    private final JobResults results;
    private final CodeVersion code;
    private final TenantTransactions transactions;

    AutomlRegistering(
            Datasets datasets,
            AutomlArtifacts artifacts,
            ModelVersions versions,
            JobResults results,
            CodeVersion code,
            TenantTransactions transactions) {
        this.datasets = datasets;
        this.artifacts = artifacts;
        this.versions = versions;
        this.results = results;
        this.code = code;
        this.transactions = transactions;
    }

    /** The same job again gets the version that it registered before. */
    AutomlResult register(AutomlRequest request, Choice choice, FittedChoice fitted) {
        ModelVersion version =
                versions.register(request.job().tenant(), describe(request.spec(), request, choice, fitted));
        transactions.run(request.job().tenant(), jdbc -> {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("model_id", version.modelId().toString());
            shown.put("model_version", version.version());
            shown.put("deployed", false);
            shown.put("metrics", version.metrics());
            results.merge(jdbc, request.job(), shown);
            artifacts.release(jdbc, request.job());
        });
        return new AutomlResult(version.modelId(), version.version(), version.metrics(), false);
    }

    private NewVersion describe(AutomlSpec spec, AutomlRequest request, Choice choice, FittedChoice fitted) {
        TrainedModel model = artifacts.model(request.job(), fitted.model());
        boolean alone = choice.members().size() == 1;
        return new NewVersion(
                spec.modelName(),
                spec.task().wire(),
                alone ? model.engines().keySet().stream().findFirst().orElse("millrace") : "millrace",
                alone ? choice.members().getFirst().algorithm() : Ensembles.ALGORITHM,
                fitted.model(),
                model.inputs().schema(),
                Objects.requireNonNullElse(fitted.testMetrics(), choice.metrics()),
                null,
                alone
                        ? settings(spec, choice.members().getFirst())
                        : Map.of("members", members(spec, choice.members())),
                lineage(request, model),
                spec.tags());
    }

    private static List<Map<String, Object>> members(AutomlSpec spec, List<Member> members) {
        List<Map<String, Object>> shown = new ArrayList<>();
        for (Member member : members) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("algorithm", member.algorithm());
            one.put("weight", member.weight());
            one.put("hyperparameters", settings(spec, member));
            shown.add(one);
        }
        return shown;
    }

    /** With defaults filled in. */
    private static Map<String, Object> settings(AutomlSpec spec, Member member) {
        Map<String, Object> set = new LinkedHashMap<>();
        Algorithms.builtIn()
                .require(member.algorithm(), spec.task())
                .hyperparameters()
                .resolve(member.parameters())
                .asMap()
                .forEach((name, value) -> {
                    if (value != null) {
                        set.put(name, value);
                    }
                });
        return set;
    }

    private Lineage lineage(AutomlRequest request, TrainedModel model) {
        TrainingData data = request.spec().trainingData();
        Dataset train = datasets.get(request.job().tenant(), data.datasetId());
        DatasetId testId = data.testDatasetId();
        Dataset test = testId == null ? null : datasets.get(request.job().tenant(), testId);
        return new Lineage(
                request.job().job(),
                train.id(),
                train.sha256(),
                test == null ? null : test.id(),
                test == null ? null : test.sha256(),
                data.target(),
                request.spec().validationConfig().seed(),
                code.value(),
                model.engines());
    }
}
