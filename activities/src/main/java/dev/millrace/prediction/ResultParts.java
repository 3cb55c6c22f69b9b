package dev.millrace.prediction;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.models.FittingRows;
import dev.millrace.models.Predictions;
import dev.millrace.models.explanation.Explanation;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.ObjectWriter;

/**
 * The results and failures of one chunk as gzipped JSON Lines: {@code {row, label, probabilities}} of a
 * classifier, else {@code value}, {@code label}, {@code label, score} or {@code value, lower, upper} by the model's
 * {@link dev.millrace.models.OutputKind}; and {@code {row, reason}}. Explained results have {@code top_contributions: [{feature, contribution}]} as well. Rows are counted from 1 over the whole batch.
 */
@Component
final class ResultParts {
    static final String TOP_CONTRIBUTIONS = "top_contributions";
    /** How many contributions a result carries when it is explained. */
    static final int REASONS = 3;

    private static final int BUFFER = 1 << 16;
    private static final ObjectWriter LINES =
            Json.mapper().writer().withRootValueSeparator("\n").without(StreamWriteFeature.AUTO_CLOSE_TARGET);

    private final ArtifactStore artifacts;

    ResultParts(ArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    ArtifactHandle write(TenantId tenant, long firstRow, Scoring.Scored scored) {
        FittingRows rows = scored.rows();
        return artifacts.write(
                tenant,
                out -> lines(out, rows.rows().length, json -> {
                    for (int i = 0; i < rows.rows().length; i++) {
                        json.writeStartObject();
                        json.writeNumberProperty("row", firstRow + rows.rows()[i]);
                        writeAnswer(json, scored.predictions(), i);
                        if (scored.explanations() != null) {
                            writeReasons(json, scored.explanations().get(i));
                        }
                        json.writeEndObject();
                    }
                }));
    }

    /** Null when no row failed. */
    @Nullable
    ArtifactHandle writeFailures(TenantId tenant, long firstRow, FittingRows rows) {
        if (rows.misfits().isEmpty()) {
            return null;
        }
        return artifacts.write(
                tenant,
                out -> lines(out, rows.misfits().size(), json -> {
                    for (FittingRows.Misfit misfit : rows.misfits()) {
                        json.writeStartObject();
                        json.writeNumberProperty("row", firstRow + misfit.row());
                        json.writeStringProperty("reason", misfit.reason());
                        json.writeEndObject();
                    }
                }));
    }

    /** The lines of a part; the caller closes the reader. */
    BufferedReader open(TenantId tenant, ArtifactHandle part) throws IOException {
        return new BufferedReader(new InputStreamReader(plain(tenant, part), StandardCharsets.UTF_8));
    }

    /** The bytes of a part, gzip undone; the caller closes the stream. */
    InputStream plain(TenantId tenant, ArtifactHandle part) throws IOException {
        return new GZIPInputStream(artifacts.open(tenant, part), BUFFER);
    }

    private static void writeAnswer(JsonGenerator json, Predictions predictions, int row) {
        switch (predictions) {
            case Predictions.Labels labels -> {
                json.writeStringProperty("label", labels.label(row));
                json.writeObjectPropertyStart("probabilities");
                for (int c = 0; c < labels.classes().size(); c++) {
                    json.writeNumberProperty(labels.classes().get(c), labels.probability(row, c));
                }
                json.writeEndObject();
            }
            case Predictions.Values values -> json.writeNumberProperty("value", values.values()[row]);
            case Predictions.Clusters clusters -> json.writeStringProperty("label", clusters.label(row));
            case Predictions.Anomalies anomalies -> {
                json.writeStringProperty("label", anomalies.label(row));
                json.writeNumberProperty("score", anomalies.scores()[row]);
            }
            case Predictions.Forecasts forecasts -> {
                json.writeNumberProperty("value", forecasts.values()[row]);
                json.writeNumberProperty("lower", forecasts.lower()[row]);
                json.writeNumberProperty("upper", forecasts.upper()[row]);
            }
        }
    }

    private static void writeReasons(JsonGenerator json, Explanation explanation) {
        json.writeArrayPropertyStart(TOP_CONTRIBUTIONS);
        for (Explanation.Contribution top : explanation.top(REASONS)) {
            json.writeStartObject();
            json.writeStringProperty("feature", top.feature());
            json.writeNumberProperty("contribution", top.contribution());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Leaves the stream open: it is the store's. */
    private static void lines(OutputStream out, int lines, Consumer<JsonGenerator> content) throws IOException {
        GZIPOutputStream gzip = new GZIPOutputStream(out, BUFFER);
        try (JsonGenerator json = LINES.createGenerator(gzip)) {
            content.accept(json);
            json.writeRaw(lines == 0 ? "" : "\n");
        }
        gzip.finish();
    }
}
