package dev.millrace.prediction;

import dev.millrace.problems.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A label for one prediction, or a list of them. */
record FeedbackRequest(
        @Schema(description = "The id of a prediction, unless feedback is given.") @Nullable
        UUID predictionId,

        @Schema(
                description =
                        "What was right: the class of a classification, anomaly or normal, the number of a regression or forecast.",
                types = {"string", "number", "boolean"},
                example = "yes")
        @Nullable
        JsonNode label,

        @Schema(description = "Instead of the two: 1 to 1,000 of them.") @Nullable
        List<Item> feedback) {
    private static final int MOST = 1_000;

    @Schema(name = "FeedbackItem")
    record Item(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            UUID predictionId,

            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    types = {"string", "number", "boolean"},
                    example = "yes")
            JsonNode label) {}

    FeedbackRequest {
        if (feedback != null && (predictionId != null || label != null)) {
            throw Problem.invalid(
                    "/feedback", "give prediction_id and label, or feedback with a list of them, not both");
        }
        if (feedback != null && (feedback.isEmpty() || feedback.size() > MOST)) {
            throw Problem.invalid("/feedback", "feedback holds 1 to 1,000 labels, not " + feedback.size());
        }
    }

    List<Feedback.Label> labels() {
        return feedback == null
                ? List.of(label("", predictionId, label))
                : IntStream.range(0, feedback.size())
                        .mapToObj(i -> item("/feedback/" + i, feedback.get(i)))
                        .toList();
    }

    private static Feedback.Label item(String pointer, @Nullable Item item) {
        return item == null ? label(pointer, null, null) : label(pointer, item.predictionId(), item.label());
    }

    private static Feedback.Label label(String pointer, @Nullable UUID prediction, @Nullable JsonNode label) {
        if (prediction == null) {
            throw Problem.invalid(pointer + "/prediction_id", "prediction_id is required: the id of a prediction");
        }
        if (label == null || label.isNull() || label.isMissingNode()) {
            throw Problem.invalid(pointer + "/label", "label is required: what would have been right");
        }
        return new Feedback.Label(pointer, prediction, label);
    }
}
