package dev.millrace.training;

import dev.millrace.datasets.DatasetId;
import dev.millrace.problems.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which rows and columns to learn from. */
public record TrainingDataRequest(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "A version of a data set.",
                example = "019a1f7e-6c2b-7d3a-9c44-0b7a2f6f5a10")
        DatasetId datasetId,

        @Schema(
                description =
                        "The column to predict. Clustering has none; for anomaly detection it may say which rows are known anomalies, by which the model is then judged.",
                example = "churned")
        @Nullable
        String target,

        @Schema(
                description =
                        "The columns to predict from; null: all but the target and the split, group and time column.",
                example = "[\"age\", \"plan\"]")
        @Nullable
        List<String> features,

        @Schema(description = "A column that holds train or test in every row.", example = "null") @Nullable
        String splitColumn,

        @Schema(description = "A data set whose rows judge the model.", example = "null") @Nullable
        DatasetId testDatasetId,

        @Schema(
                description =
                        "For the strategy group: rows with the same value are never on both sides. It is no feature.",
                example = "null")
        @Nullable
        String groupColumn,

        @Schema(
                description =
                        "For the strategy time_ordered, and for forecasting: what is tested comes later in this column, a timestamp or number. It is a feature only when features names it.",
                example = "null")
        @Nullable
        String timeColumn,

        @Schema(
                description =
                        "For forecasting: how many steps are forecast; a step is the usual time between two rows.",
                minimum = "1",
                maximum = "10000",
                example = "null")
        @Nullable
        Integer horizon,

        @Schema(
                description =
                        "The features that are read as texts, word by word, and how: tfidf counts the 1,000 most frequent words, weighted by how few rows have them; minilm embeds the meaning of a text's first 256 tokens by all-MiniLM-L6-v2 (English, in this process). Other columns of strings hold categories.",
                example = "{\"message\": \"tfidf\"}")
        @Nullable
        Map<String, @Nullable TextEncoding> text) {
    public TrainingDataRequest {
        if (datasetId == null) {
            throw Problem.invalid(
                    "/training_data/dataset_id", "dataset_id is required: the id of an uploaded data set");
        }
        if (features != null && features.stream().anyMatch(Objects::isNull)) {
            throw Problem.invalid("/training_data/features", "features holds the names of columns, not null");
        }
        if (text != null && text.containsValue(null)) {
            throw Problem.invalid("/training_data/text", "text says tfidf or minilm for each of its columns, not null");
        }
    }

    @SuppressWarnings("NullAway") // null means none, and nulls within were refused
    public TrainingData data() {
        return new TrainingData(
                datasetId, target, features, splitColumn, testDatasetId, groupColumn, timeColumn, horizon, text);
    }
}
