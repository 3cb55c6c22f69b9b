package dev.millrace.pipelines.steps;

import dev.millrace.datasets.Dataset;
import dev.millrace.datasets.DatasetId;
import dev.millrace.datasets.Datasets;
import dev.millrace.jobs.TaskQueues;
import dev.millrace.models.ModelId;
import dev.millrace.models.ModelVersion;
import dev.millrace.models.Models;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantTransactions;
import dev.millrace.training.DatasetEvaluation;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Judges a version of a model by the rows of a dataset. */
@Component
final class Evaluate implements TaskStep {
    private final Models models;
    private final Datasets datasets;
    private final DatasetEvaluation evaluation;
    private final TenantTransactions transactions;

    Evaluate(Models models, Datasets datasets, DatasetEvaluation evaluation, TenantTransactions transactions) {
        this.models = models;
        this.datasets = datasets;
        this.evaluation = evaluation;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "evaluate";
    }

    @Override
    public String description() {
        return "Judges a version of a model by the rows of a dataset, by the metrics that its training is judged by.";
    }

    @Override
    public JsonNode withSchema() {
        return StepJson.schema("evaluate.with.json");
    }

    @Override
    public JsonNode outputSchema() {
        return StepJson.schema("evaluate.output.json");
    }

    @Override
    public boolean cacheable() {
        return true;
    }

    @Override
    public String queue() {
        return TaskQueues.INFERENCE;
    }

    @Override
    public JsonNode run(StepContext step, JsonNode with) {
        With wanted = StepJson.read(with, With.class);
        Subject subject = transactions.in(
                step.tenant(),
                jdbc -> new Subject(
                        models.use(jdbc, step.run(), wanted.modelId(), wanted.version()),
                        datasets.use(jdbc, step.tenant(), step.run().job(), wanted.datasetId())));
        DatasetEvaluation.Judgement judged = evaluation.evaluate(
                step.tenant(), subject.model(), subject.dataset(), wanted.target(), step::throwIfStopped);
        return Json.tree(new Output(
                judged.metrics(),
                judged.rows(),
                subject.model().modelId(),
                subject.model().version()));
    }

    /** Neither is deleted until the run has ended. */
    private record Subject(ModelVersion model, Dataset dataset) {}

    record With(
            ModelId modelId,
            @Nullable Integer version,
            DatasetId datasetId,
            @Nullable String target) {
        With {
            if (modelId == null || datasetId == null) {
                throw Problem.invalid("", "evaluate needs model_id and dataset_id");
            }
        }
    }

    record Output(Map<String, Double> metrics, int rows, ModelId modelId, int version) {}
}
