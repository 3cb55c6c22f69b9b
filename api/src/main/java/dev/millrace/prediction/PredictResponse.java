package dev.millrace.prediction;

import dev.millrace.models.ModelId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The answers, in the order of the instances. */
record PredictResponse(
        ModelId modelId,

        @Schema(description = "The version that answered.", example = "3")
        int version,

        List<PredictionView> predictions,

        @Schema(description = "Milliseconds from reading the request to having the answers.", example = "1.7")
        double latencyMs) {}
