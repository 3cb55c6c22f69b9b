package dev.millrace.monitoring;

import dev.millrace.datasets.DatasetId;
import dev.millrace.pipelines.DefinitionId;
import dev.millrace.problems.Problem;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whether drift starts a durable run that trains the next version, and of what.
 *
 * @param workflowId a workflow of the workspace's own, with its gates, approvals and deployment; null: the version is trained
 *     again, and serves if it is better
 * @param input of that workflow
 * @param datasetId the rows to train on; null: those of the version that drifts
 * @param hyperparameters in place of the version's own of the same name
 * @param metric by which the new version has to be better than the one that serves; null: the task's usual one
 * @param atMostEvery no further run starts within this time
 */
public record RetrainRule(
        Boolean enabled,
        @Nullable DefinitionId workflowId,
        @Nullable JsonNode input,
        @Nullable DatasetId datasetId,
        Map<String, Object> hyperparameters,
        @Nullable String metric,
        Duration atMostEvery) {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    public static final RetrainRule NEVER =
            new RetrainRule(false, null, null, null, Map.of(), null, Duration.ofDays(1));

    public RetrainRule {
        enabled = enabled == null ? Boolean.FALSE : enabled;
        hyperparameters =
                hyperparameters == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(hyperparameters));
        atMostEvery = atMostEvery == null ? Duration.ofDays(1) : atMostEvery;
        if (atMostEvery.compareTo(SHORTEST) < 0 || atMostEvery.compareTo(LONGEST) > 0) {
            throw Problem.invalid("/retrain/at_most_every", "at_most_every is PT1M to P365D");
        }
        if (workflowId != null && (datasetId != null || metric != null || !hyperparameters.isEmpty())) {
            throw Problem.invalid(
                    "/retrain/workflow_id",
                    "give workflow_id and its input, or dataset_id, hyperparameters and metric: a workflow has its own training");
        }
    }
}
