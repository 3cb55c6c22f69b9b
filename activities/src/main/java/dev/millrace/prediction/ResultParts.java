package dev.millrace.prediction;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.models.FittingRows;
import dev.millrace.models.Predictions;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/**
 * The results and failures of one chunk as gzipped JSON Lines: {@code {row, label, probabilities}} or {@code {row, value}},
 * and {@code {row, reason}}. Rows are counted from 1 over the whole batch.
 */
@Component
final class ResultParts {
    private final ArtifactStore artifacts;

    ResultParts(ArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    ArtifactHandle write(TenantId tenant, long firstRow, FittingRows rows, Predictions predictions) {
        return artifacts.write(
                tenant,
                out -> lines(out, (json, newLine) -> {
                    for (int i = 0; i < rows.rows().length; i++) {
                        json.writeStartObject();
                        json.writeNumberProperty("row", firstRow + rows.rows()[i]);
                        writeAnswer(json, predictions, i);
                        json.writeEndObject();
                        newLine.run();
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
                out -> lines(out, (json, newLine) -> {
                    for (FittingRows.Misfit misfit : rows.misfits()) {
                        json.writeStartObject();
                        json.writeNumberProperty("row", firstRow + misfit.row());
                        json.writeStringProperty("reason", misfit.reason());
                        json.writeEndObject();
                        newLine.run();
                    }
                }));
    }

    /** The lines of a part; the caller closes the reader. */
    BufferedReader open(TenantId tenant, ArtifactHandle part) throws IOException {
        return new BufferedReader(new InputStreamReader(plain(tenant, part), StandardCharsets.UTF_8));
    }

    /** The bytes of a part, gzip undone; the caller closes the stream. */
    InputStream plain(TenantId tenant, ArtifactHandle part) throws IOException {
        return new GZIPInputStream(artifacts.open(tenant, part), 1 << 16);
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
        }
    }

    private static void lines(OutputStream out, Content content) throws IOException {
        try (GZIPOutputStream gzip = new GZIPOutputStream(out, 1 << 16);
                JsonGenerator json = Json.mapper().createGenerator(gzip)) {
            content.write(json, () -> json.writeRaw('\n'));
        }
    }

    @FunctionalInterface
    private interface Content {
        void write(JsonGenerator json, Runnable newLine);
    }
}
