package dev.millrace.agents.tools;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolMemoryId;
import dev.millrace.agents.AgentTool;
import dev.millrace.agents.ToolContext;
import dev.millrace.datasets.Table;
import dev.millrace.models.Instances;
import dev.millrace.models.Model;
import dev.millrace.models.ModelCache;
import dev.millrace.models.ModelId;
import dev.millrace.models.ModelVersion;
import dev.millrace.models.Models;
import dev.millrace.models.Predictions;
import dev.millrace.models.Serving;
import dev.millrace.models.TrainedModel;
import dev.millrace.models.VersionChoice;
import dev.millrace.problems.Problem;
import dev.millrace.security.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Predictions of one of the workspace's models. */
@Component
final class Predict implements AgentTool {
    private static final int MOST_INSTANCES = 100;

    private final Models models;
    private final Serving serving;
    private final ModelCache cache;

    Predict(Models models, Serving serving, ModelCache cache) {
        this.models = models;
        this.serving = serving;
        this.cache = cache;
    }

    @Override
    public Role needs() {
        return Role.VIEWER;
    }

    @Tool(
            name = "predict",
            value =
                    "Predicts by a trained model of the workspace: for each instance a label with probabilities, or a value.")
    List<Map<String, Object>> predict(
            @P(name = "model", value = "The name or id of the model.") String model,
            @P(name = "instances", value = "At most 100 objects, each with every field that the model takes.")
                    List<Map<String, Object>> instances,
            @P(name = "version", value = "The version; the deployed one unless given.", required = false) @Nullable
                    Integer version,
            @ToolMemoryId ToolContext context) {
        if (instances.isEmpty() || instances.size() > MOST_INSTANCES) {
            throw Problem.invalid("/instances", "instances are 1 to " + MOST_INSTANCES);
        }
        VersionChoice choice = version == null ? new VersionChoice.Deployed() : new VersionChoice.Exact(version);
        ModelVersion chosen = serving.version(context.tenant(), id(model, context), choice);
        TrainedModel trained = cache.get(context.tenant(), chosen.artifact());
        Table rows = Instances.strict(trained.inputs().schema(), instances);
        Predictions predictions = trained.predict(rows);
        return IntStream.range(0, predictions.rows())
                .mapToObj(row -> predictions.answered(row)
                        ? shown(predictions, row)
                        : Map.<String, Object>of("refused", trained.predictor().refusal()))
                .toList();
    }

    private ModelId id(String model, ToolContext context) {
        return models.findByName(context.tenant(), model)
                .map(Model::id)
                .orElseGet(() -> Named.id(model, ModelId::of, "model"));
    }

    private static Map<String, Object> shown(Predictions predictions, int row) {
        return switch (predictions) {
            case Predictions.Labels labels -> {
                Map<String, Object> probabilities = new LinkedHashMap<>();
                for (int c = 0; c < labels.classes().size(); c++) {
                    probabilities.put(labels.classes().get(c), labels.probability(row, c));
                }
                yield Map.of("label", labels.label(row), "probabilities", probabilities);
            }
            case Predictions.Values values -> Map.of("value", values.values()[row]);
            case Predictions.Clusters clusters -> Map.of("cluster", clusters.label(row));
            case Predictions.Anomalies anomalies ->
                Map.of("label", anomalies.label(row), "score", anomalies.scores()[row]);
            case Predictions.Forecasts forecasts ->
                Map.of(
                        "value", forecasts.values()[row],
                        "lower", forecasts.lower()[row],
                        "upper", forecasts.upper()[row]);
        };
    }
}
