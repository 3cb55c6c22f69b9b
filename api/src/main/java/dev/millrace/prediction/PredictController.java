package dev.millrace.prediction;

import dev.millrace.datasets.Table;
import dev.millrace.models.Instances;
import dev.millrace.models.ModelCache;
import dev.millrace.models.ModelId;
import dev.millrace.models.ModelVersion;
import dev.millrace.models.Predictions;
import dev.millrace.models.Route;
import dev.millrace.models.Serving;
import dev.millrace.models.Split;
import dev.millrace.models.TrainedModel;
import dev.millrace.models.explanation.Explanation;
import dev.millrace.models.explanation.Explanations;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import dev.millrace.tenancy.Ids;
import dev.millrace.tenancy.TenantId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Online predictions, made in this process from a loaded model, counted and logged. */
@Tag(name = "Models")
@RestController
@RequestMapping("/api/v1/models/{id}/predict")
class PredictController {
    private static final double NANOS_PER_MILLI = 1e6;

    private final Serving serving;
    private final ModelCache models;
    private final TrafficMeter meter;
    private final PredictionRecorder recorder;
    private final Shadows shadows;

    PredictController(
            Serving serving, ModelCache models, TrafficMeter meter, PredictionRecorder recorder, Shadows shadows) {
        this.serving = serving;
        this.models = models;
        this.meter = meter;
        this.recorder = recorder;
        this.shadows = shadows;
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
        Route route = serving.route(caller.tenant(), id, request.choice(), request.stickyKey());
        ModelVersion version = route.version();
        Traffic traffic = traffic(caller.tenant(), route);
        try {
            List<PredictionView> views = answer(traffic, version, request);
            double millis = millisSince(began);
            meter.answered(traffic, views.size(), millis);
            shadows.beside(traffic, route.shadow(), views, request.instances());
            return new PredictResponse(id, version.version(), views, millis);
        } catch (RuntimeException failure) {
            if (ModelFault.isBehind(failure)) {
                meter.failed(traffic, millisSince(began));
            }
            throw failure;
        }
    }

    private List<PredictionView> answer(Traffic traffic, ModelVersion version, PredictRequest request) {
        TrainedModel model = models.get(traffic.tenant(), version.artifact());
        Table rows = Instances.strict(model.inputs().schema(), request.instances());
        Predictions predictions = model.predict(rows);
        Refusals.check(model, predictions);
        List<Explanation> explanations =
                request.explained() ? Explanations.of(model).explain(rows, predictions) : List.of();
        List<UUID> ids = Stream.generate(Ids::next).limit(predictions.rows()).toList();
        List<PredictionView> views = IntStream.range(0, predictions.rows())
                .mapToObj(row -> PredictionView.of(
                        ids.get(row), predictions, row, explanations.isEmpty() ? null : explanations.get(row)))
                .toList();
        recorder.record(traffic, ids, predictions, request.instances());
        return views;
    }

    private static Traffic traffic(TenantId tenant, Route route) {
        ModelVersion version = route.version();
        Split split = route.split();
        return split == null
                ? Traffic.of(tenant, version.modelId(), version.version())
                : new Traffic(
                        tenant,
                        version.modelId(),
                        version.version(),
                        PredictionRole.SERVED,
                        split.rollout(),
                        split.stage());
    }

    private static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / NANOS_PER_MILLI;
    }
}
