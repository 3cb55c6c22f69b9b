package dev.millrace.monitoring;

import dev.millrace.datasets.Column;
import dev.millrace.models.Instances;
import dev.millrace.models.ModelVersion;
import dev.millrace.monitoring.LabelCheck.Labelled;
import dev.millrace.monitoring.drift.FeatureKind;
import dev.millrace.monitoring.drift.FeatureProfile;
import dev.millrace.prediction.LoggedPrediction;
import dev.millrace.prediction.PredictionLog;
import dev.millrace.prediction.PredictionRole;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** Reads what a version was asked lately, what it answered, and what was right. */
@Component
final class WindowReader {
    private static final int MOST_ANSWERS = 10_000;
    private static final TypeReference<Map<String, @Nullable Object>> FIELDS = new TypeReference<>() {};

    private final PredictionLog log;

    WindowReader(PredictionLog log) {
        this.log = log;
    }

    /** The newest sampled predictions, in the form that the baseline has. */
    Window read(TenantId tenant, ModelVersion version, Instant since, Baseline baseline) {
        List<Map<String, @Nullable Object>> inputs = new ArrayList<>();
        List<JsonNode> outputs = new ArrayList<>();
        log.readSampled(tenant, version.modelId(), version.version(), since, Profiling.MOST_ROWS, found -> {
            JsonNode input = found.input();
            if (found.role() == PredictionRole.SERVED && input != null) {
                inputs.add(Json.mapper().convertValue(input, FIELDS));
                outputs.add(found.output());
            }
        });
        var table = Instances.lenient(version.inputSchema(), inputs).table();
        List<FeatureProfile> features = baseline.features().stream()
                .flatMap(feature ->
                        table.column(feature.name()).stream().map(column -> FeatureProfile.of(column, feature.kind())))
                .toList();
        return new Window(table.rows(), features, output(baseline.output(), outputs));
    }

    /** The newest answers of which it is known what was right. */
    List<Labelled> labelled(TenantId tenant, ModelVersion version, Instant since) {
        List<Labelled> labelled = new ArrayList<>();
        log.readAll(tenant, version.modelId(), version.version(), since, MOST_ANSWERS, found -> add(found, labelled));
        return labelled;
    }

    private static void add(LoggedPrediction found, List<Labelled> to) {
        JsonNode label = found.label();
        JsonNode answer = found.output().hasNonNull("label")
                ? found.output().get("label")
                : found.output().get("value");
        if (found.role() == PredictionRole.SERVED && label != null && answer != null) {
            to.add(new Labelled(answer, label));
        }
    }

    private static @Nullable FeatureProfile output(@Nullable FeatureProfile baseline, List<JsonNode> outputs) {
        if (baseline == null || outputs.isEmpty()) {
            return null;
        }
        Column column = Outputs.logged(outputs, baseline.kind() == FeatureKind.NUMERIC);
        return FeatureProfile.of(column, baseline.kind());
    }

    record Window(
            long samples,
            List<FeatureProfile> features,
            @Nullable FeatureProfile output) {}
}
