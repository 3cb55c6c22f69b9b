package dev.millrace.models;

import dev.millrace.datasets.Table;
import dev.millrace.models.explanation.Explanation;
import dev.millrace.models.explanation.Explanations;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.problems.Violation;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import dev.millrace.tenancy.Ids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Online predictions, made in this process from a loaded model. */
@Tag(name = "Models")
@RestController
@RequestMapping("/api/v1/models/{id}/predict")
class PredictController {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int MOST_REFUSALS = 100;

    private final Serving serving;
    private final ModelCache models;

    PredictController(Serving serving, ModelCache models) {
        this.serving = serving;
        this.models = models;
    }

    @Operation(summary = "Predict instances", description = """
                    Each instance holds every field of the model's input_schema, and no other; null where a value is not known. \
                    Categories that the model has not seen are let pass. With explain, each answer says what every column \
                    contributes to it: SHAP values, exact for linear models and trees, by sampling for all others.""")
    @ApiResponse(responseCode = "200", description = "The answers, in the order of the instances.")
    @ApiResponse(
            responseCode = "409",
            description =
                    "No version is named and none is deployed: deploy one, or name a version. Or the version keeps"
                            + " nothing of the rows it was trained on, and so cannot be explained.")
    @ApiResponse(
            responseCode = "422",
            description =
                    "An instance does not fit the input schema, or is one that the model has no answer for; errors names"
                            + " its index and field.")
    @PostMapping
    @Requires(Role.VIEWER)
    PredictResponse predict(Caller caller, @PathVariable ModelId id, @RequestBody PredictRequest request) {
        long began = System.nanoTime();
        ModelVersion version = serving.version(caller.tenant(), id, request.choice());
        TrainedModel model = models.get(caller.tenant(), version.artifact());
        Table rows = Instances.strict(model.inputs().schema(), request.instances());
        Predictions predictions = model.predict(rows);
        requireAnswers(model, predictions);
        List<Explanation> explanations =
                request.explained() ? Explanations.of(model).explain(rows, predictions) : List.of();
        List<PredictionView> views = IntStream.range(0, predictions.rows())
                .mapToObj(row -> PredictionView.of(
                        Ids.next(), predictions, row, explanations.isEmpty() ? null : explanations.get(row)))
                .toList();
        return new PredictResponse(id, version.version(), views, (System.nanoTime() - began) / NANOS_PER_MILLI);
    }

    private static void requireAnswers(TrainedModel model, Predictions predictions) {
        List<Violation> refused = IntStream.range(0, predictions.rows())
                .filter(row -> !predictions.answered(row))
                .mapToObj(row -> new Violation(
                        "/instances/" + row,
                        "instance " + row + ": " + model.predictor().refusal()))
                .limit(MOST_REFUSALS)
                .toList();
        if (!refused.isEmpty()) {
            throw new Problem(ProblemType.INVALID, refused.getFirst().detail(), refused);
        }
    }
}
