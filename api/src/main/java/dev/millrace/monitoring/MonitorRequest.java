package dev.millrace.monitoring;

import dev.millrace.datasets.DatasetId;
import dev.millrace.monitoring.drift.Thresholds;
import dev.millrace.pipelines.DefinitionId;
import dev.millrace.tenancy.Json;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a model is to be watched; what is absent is as usual. */
record MonitorRequest(
        @Schema(description = "False ends the watch; the settings are kept.", defaultValue = "true") @Nullable
        Boolean enabled,

        @Nullable ThresholdsRequest thresholds,

        @Schema(
                description = "How far back predictions are compared, PT1M to P30D.",
                type = "string",
                format = "duration",
                defaultValue = "PT24H")
        @Nullable
        Duration window,

        @Schema(
                description = "With fewer sampled predictions in the window nothing is compared; 20 to 2,000.",
                defaultValue = "200")
        @Nullable
        Integer minSamples,

        @Schema(description = "How often, PT5S to P7D.", type = "string", format = "duration", defaultValue = "PT15M")
        @Nullable
        Duration interval,

        @Schema(
                description =
                        "Told when an alert is raised and when it is over, signed by the workspace's webhook secret.",
                example = "https://hooks.example.com/models")
        @Nullable
        String webhookUrl,

        @Schema(description = "What to compare with, in place of the data that the version was trained on.") @Nullable
        DatasetId baselineDatasetId,

        @Nullable RetrainRequest retrain) {
    @SuppressWarnings("NullAway") // the settings fill in what is absent
    MonitorSettings settings() {
        return new MonitorSettings(
                enabled,
                thresholds == null ? null : thresholds.thresholds(),
                window,
                minSamples,
                interval,
                webhookUrl,
                baselineDatasetId,
                retrain == null ? null : retrain.rule());
    }

    /** From where on a change counts. */
    record ThresholdsRequest(
            @Schema(description = "Population stability index.", defaultValue = "0.2") @Nullable
            Double psi,

            @Schema(description = "Corrected for all tests of a report (Holm).", defaultValue = "0.01") @Nullable
            Double pValue,

            @Schema(description = "By how much the share of missing values moves.", defaultValue = "0.05") @Nullable
            Double missingRate,

            @Schema(description = "Share of numbers outside of the known range.", defaultValue = "0.05") @Nullable
            Double outOfRange,

            @Schema(description = "Share of categories that were not known.", defaultValue = "0.05") @Nullable
            Double unseen,

            @Schema(
                    description =
                            "How much worse labelled answers may be than at the registration: points of accuracy, or a share of the RMSE.",
                    defaultValue = "0.1")
            @Nullable
            Double metricDrop) {
        @SuppressWarnings("NullAway") // the thresholds fill in what is absent
        Thresholds thresholds() {
            return new Thresholds(psi, pValue, missingRate, outOfRange, unseen, metricDrop);
        }
    }

    /** Whether drift starts a durable run that trains the next version. */
    record RetrainRequest(
            @Schema(defaultValue = "false") @Nullable Boolean enabled,

            @Schema(
                    description =
                            "A workflow of your own that trains, judges and deploys (POST /api/v1/workflows). Absent: the version is trained again and serves if it is better.")
            @Nullable
            DefinitionId workflowId,

            @Schema(description = "Of that workflow.") @Nullable
            Map<String, Object> input,

            @Schema(description = "The rows to train on, in place of those that the version was trained on.") @Nullable
            DatasetId datasetId,

            @Schema(description = "In place of the version's own of the same name.") @Nullable
            Map<String, Object> hyperparameters,

            @Schema(
                    description =
                            "By which the new version has to be better than the one that serves; absent: accuracy, or rmse.")
            @Nullable
            String metric,

            @Schema(
                    description = "No further run starts within this time, PT1M to P365D.",
                    type = "string",
                    format = "duration",
                    defaultValue = "PT24H")
            @Nullable
            Duration atMostEvery) {
        @SuppressWarnings("NullAway") // the rule fills in what is absent
        RetrainRule rule() {
            return new RetrainRule(
                    enabled,
                    workflowId,
                    input == null ? null : Json.tree(input),
                    datasetId,
                    hyperparameters,
                    metric,
                    atMostEvery);
        }
    }
}
