package dev.millrace.monitoring;

import dev.millrace.datasets.DatasetId;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobResults;
import dev.millrace.models.InputField;
import dev.millrace.models.Model;
import dev.millrace.models.ModelVersion;
import dev.millrace.models.ModelVersions;
import dev.millrace.pipelines.DefinitionId;
import dev.millrace.pipelines.RunRequest;
import dev.millrace.pipelines.RunSubmissions;
import dev.millrace.pipelines.SubmitOptions;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Starts a durable run that trains the next version of a model that drifts: once for an alert, and not too often. */
@Component
final class Retraining {
    private final RunSubmissions runs;
    private final ModelVersions versions;
    private final Alerts alerts;
    private final TenantTransactions transactions;
    private final JobResults results;
    private final Clock clock;

    Retraining(
            RunSubmissions runs,
            ModelVersions versions,
            Alerts alerts,
            TenantTransactions transactions,
            JobResults results,
            Clock clock) {
        this.runs = runs;
        this.versions = versions;
        this.alerts = alerts;
        this.transactions = transactions;
        this.results = results;
        this.clock = clock;
    }

    /** What keeps a run from being started is shown with the watch, and tried again at the next look. */
    void follow(JobRef watch, Model model, RetrainRule rule) {
        TenantId tenant = watch.tenant();
        alerts.open(tenant, model.id()).stream()
                .filter(alert -> rule.enabled() && alert.kind() == AlertKind.DRIFT && alert.retraining() == null)
                .filter(_ -> alerts.lastRetraining(tenant, model.id())
                        .filter(last -> last.plus(rule.atMostEvery()).isAfter(clock.instant()))
                        .isEmpty())
                .findFirst()
                .ifPresent(alert -> start(watch, model, rule, alert));
    }

    private void start(JobRef watch, Model model, RetrainRule rule, Alert alert) {
        try {
            Job run = run(watch.tenant(), model, rule, alert);
            transactions.run(
                    watch.tenant(),
                    jdbc -> alerts.retrainedBy(jdbc, alert.id(), run.ref().job()));
        } catch (Problem refused) {
            if (refused.type().passesWithTime()) {
                throw refused;
            }
            results.merge(watch, Map.of("retraining_refused", refused.detail()));
        }
    }

    /** The same alert again answers the run that it started before. */
    private Job run(TenantId tenant, Model model, RetrainRule rule, Alert alert) {
        SubmitOptions options = new SubmitOptions(null, "monitoring", null, "alert:" + alert.id());
        DefinitionId workflow = rule.workflowId();
        if (workflow != null) {
            return runs.start(tenant, new RunRequest(workflow, null, rule.input(), null), options);
        }
        Map<String, @Nullable Object> train = training(tenant, model, rule, alert.version());
        Map<String, Object> document = Map.of(
                "name",
                "retraining",
                "description",
                "Train " + model.name() + " again, since version " + alert.version() + " drifts.",
                "steps",
                List.of(Map.of("id", "train", "type", "train", "with", train)));
        return runs.startOnce(
                tenant,
                JobKind.PIPELINE,
                Json.tree(document),
                Json.parse("{}"),
                alert.id().toString(),
                options);
    }

    private Map<String, @Nullable Object> training(TenantId tenant, Model model, RetrainRule rule, int number) {
        ModelVersion version = versions.find(tenant, model.id(), number)
                .orElseThrow(() -> Problem.notFound("version of model " + model.name(), number));
        DatasetId dataset = rule.datasetId() == null ? version.lineage().datasetId() : rule.datasetId();
        if (dataset == null || version.lineage().target() == null) {
            throw Problem.conflict("version " + number + " was not trained here, so that it cannot be trained again;"
                    + " name a workflow that does it by retrain.workflow_id");
        }
        Map<String, Object> hyperparameters = new LinkedHashMap<>(version.hyperparameters());
        hyperparameters.putAll(rule.hyperparameters());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("dataset_id", dataset);
        data.put("target", version.lineage().target());
        data.put(
                "features",
                version.inputSchema().fields().stream().map(InputField::name).toList());
        Map<String, @Nullable Object> train = new LinkedHashMap<>();
        train.put("model_name", model.name());
        train.put("algorithm", version.algorithm());
        train.put("task", version.task());
        train.put("training_data", data);
        train.put("hyperparameters", hyperparameters);
        train.put("auto_deploy", Map.of("metric", metric(rule, version), "better_than_current", true));
        return train;
    }

    private static String metric(RetrainRule rule, ModelVersion version) {
        String usual = version.task().equals("regression") ? "rmse" : "accuracy";
        return rule.metric() == null ? usual : rule.metric();
    }
}
