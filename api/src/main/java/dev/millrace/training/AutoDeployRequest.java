package dev.millrace.training;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** When the new version is good enough to serve at once. */
public record AutoDeployRequest(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description =
                        "accuracy, precision, recall, f1, roc_auc or log_loss of a classification; rmse, mae, r2 or mape of a regression.",
                example = "accuracy")
        String metric,

        @Schema(
                description = "What the metric has to reach; for log_loss, rmse, mae and mape the most it may be.",
                example = "0.9")
        @Nullable
        Double atLeast,

        @Schema(description = "Whether it has to beat the deployed version's metric; false unless given.") @Nullable
        Boolean betterThanCurrent) {
    @SuppressWarnings("NullAway") // the rule fills in what is absent
    public AutoDeploy rule() {
        return new AutoDeploy(metric, atLeast, betterThanCurrent);
    }
}
