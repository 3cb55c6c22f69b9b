package dev.millrace.monitoring;

import dev.millrace.datasets.Dataset;
import dev.millrace.datasets.DatasetId;
import dev.millrace.datasets.Datasets;
import dev.millrace.models.ModelVersion;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The baselines of model versions: made when they are first needed, and kept, so that the data set may be deleted then. */
@Component
public final class Baselines {
    private final TenantTransactions transactions;
    private final Datasets datasets;
    private final Profiling profiling;

    Baselines(TenantTransactions transactions, Datasets datasets, Profiling profiling) {
        this.transactions = transactions;
        this.datasets = datasets;
        this.profiling = profiling;
    }

    /**
     * @param given the data set to compare with, null for the one that the version was trained on
     * @throws Problem 409 when there is none, or it was deleted before a baseline was made
     */
    public Baseline of(TenantId tenant, ModelVersion version, @Nullable DatasetId given) {
        DatasetId dataset = given == null ? version.lineage().datasetId() : given;
        if (dataset == null) {
            throw Problem.conflict(
                    "version " + version.version() + " was not trained here, so that nothing is known of its"
                            + " training data: name a data set like them by baseline_dataset_id in PUT /api/v1/models/"
                            + version.modelId() + "/monitoring");
        }
        return transactions
                .in(tenant, jdbc -> find(jdbc, version, dataset))
                .orElseGet(() -> make(tenant, version, dataset));
    }

    private Baseline make(TenantId tenant, ModelVersion version, DatasetId id) {
        Dataset dataset = datasets.find(tenant, id)
                .orElseThrow(() -> Problem.conflict("the data set " + id + " that version " + version.version()
                        + " would be compared with was deleted before a baseline was made of it: name another by"
                        + " baseline_dataset_id in PUT /api/v1/models/" + version.modelId() + "/monitoring"));
        Baseline made = profiling.profile(tenant, version, dataset);
        return transactions.in(tenant, jdbc -> {
            jdbc.sql("""
                            INSERT INTO model_baselines (tenant_id, model_id, version, dataset_id, profile, created_at)
                            VALUES (:tenant, :model, :version, :dataset, :profile, :at) ON CONFLICT DO NOTHING""")
                    .param("tenant", tenant.value())
                    .param("model", version.modelId().value())
                    .param("version", version.version())
                    .param("dataset", id.value())
                    .param("profile", packed(made))
                    .param("at", made.createdAt().atOffset(ZoneOffset.UTC))
                    .update();
            return find(jdbc, version, id).orElseThrow();
        });
    }

    private static Optional<Baseline> find(JdbcClient jdbc, ModelVersion version, DatasetId dataset) {
        return jdbc.sql("SELECT profile FROM model_baselines"
                        + " WHERE model_id = :model AND version = :version AND dataset_id = :dataset")
                .param("model", version.modelId().value())
                .param("version", version.version())
                .param("dataset", dataset.value())
                .query((row, n) -> unpacked(row.getBytes(1)))
                .optional();
    }

    private static byte[] packed(Baseline baseline) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(Json.write(baseline).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Baseline unpacked(byte[] packed) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), Baseline.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
