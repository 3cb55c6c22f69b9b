package dev.millrace.prediction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.Workbench;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.datasets.Dataset;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobStatus;
import dev.millrace.jobs.Priority;
import dev.millrace.models.ModelId;
import dev.millrace.training.Task;
import dev.millrace.training.TrainingData;
import dev.millrace.training.TrainingResult;
import dev.millrace.training.TrainingSpec;
import dev.millrace.training.ValidationConfig;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchRunIT {
    private @Nullable Workbench opened;
    private @Nullable ModelId trained;

    @BeforeAll
    void trainAModel(@TempDir Path folder) {
        opened = new Workbench(folder, Map.of());
        StringBuilder csv = new StringBuilder("x,y\n");
        for (int row = 0; row < 100; row++) {
            csv.append(row).append(',').append(2 * row).append('\n');
        }
        Dataset data = work().upload("line", csv.toString());
        TrainingSpec spec = new TrainingSpec(
                "line",
                "ridge",
                Task.REGRESSION,
                new TrainingData(data.id(), "y", null, null, null),
                Map.of(),
                ValidationConfig.DEFAULT,
                null,
                Priority.NORMAL,
                Map.of());
        JobRef job = work().accept(JobKind.TRAINING, spec);
        trained = work().run(job).getResult(TrainingResult.class).modelId();
    }

    @AfterAll
    void close() {
        work().close();
    }

    @Test
    void predictsEveryRowOnceInTheOrderOfTheInput() throws Exception {
        StringBuilder csv = new StringBuilder("x\n");
        for (int row = 0; row < 2500; row++) {
            csv.append(row).append('\n');
        }
        Dataset rows = work().upload("rows", csv.toString());
        JobRef job = accept(new BatchData(rows.id(), null), null);

        var result = work().run(job).getResult(BatchPredictionResult.class);

        assertThat(result).isEqualTo(new BatchPredictionResult(2500, 0));
        List<String> lines =
                written(job, BatchPredictionSpec.OutputFormat.CSV).lines().toList();
        assertThat(lines).hasSize(2501);
        assertThat(lines.getFirst()).startsWith("row,value,top1_feature,top1_contribution,top2_feature,");
        assertThat(lines.get(1)).matches("1,[^,]+,x,-?[0-9.E-]+,,,,");
        assertThat(written(job, BatchPredictionSpec.OutputFormat.JSONL)
                        .lines()
                        .findFirst()
                        .orElseThrow())
                .contains("\"top_contributions\":[{\"feature\":\"x\",\"contribution\":");
        for (int row = 1; row <= 2500; row++) {
            assertThat(lines.get(row)).startsWith(row + ",");
        }
        assertThat(written(job, BatchPredictionSpec.OutputFormat.JSONL).lines()).hasSize(2500);
        assertThat(parquet(job)).isEqualTo("2500 rows of row BIGINT, value DOUBLE, top1_feature VARCHAR");
        assertThat(work().bean(BatchResults.class).first(job, 20)).hasSize(20);
        Job row = work().row(job);
        assertThat(row.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(row.result().path("completed_items").asLong()).isEqualTo(2500);
    }

    @Test
    void keepsBadRowsApartWithTheirReasons() throws IOException {
        JobRef job = accept(new BatchData(null, List.of(Map.of("x", 1), Map.of("x", "one"), Map.of("x", 3))), null);

        var result = work().run(job).getResult(BatchPredictionResult.class);

        assertThat(result).isEqualTo(new BatchPredictionResult(2, 1));
        assertThat(written(job, BatchPredictionSpec.OutputFormat.CSV).lines().map(line -> line.split(",")[0]))
                .containsExactly("row", "1", "3");
        assertThat(work().bean(BatchResults.class).failures(job, 0, 10))
                .hasSize(1)
                .allSatisfy(failure -> {
                    assertThat(failure.path("row").asInt()).isEqualTo(2);
                    assertThat(failure.path("reason").asString()).contains("x");
                });
    }

    @Test
    void failsWhenMoreRowsAreBadThanAllowed() {
        JobRef job = accept(new BatchData(null, List.of(Map.of("x", "one"), Map.of("x", "two"))), 1L);
        WorkflowStub run = work().run(job);

        assertThatThrownBy(() -> run.getResult(BatchPredictionResult.class))
                .isInstanceOf(WorkflowFailedException.class);
        assertThat(work().row(job).error())
                .satisfies(error -> assertThat(String.valueOf(error)).contains("too-many-failed-items"));
    }

    @Test
    void countsAChunkOnceHoweverOftenItIsDone() {
        JobRef job = accept(new BatchData(null, List.of(Map.of("x", 1))), null);
        var batches = work().bean(BatchPredictions.class);
        var plan = new BatchPlan(2000, 1000);
        var part = work().bean(ArtifactStore.class).put(work().tenant, new byte[] {1});

        batches.commit(job, plan, new BatchChunks.Done(0, 999, 1, part, part));
        var again = batches.commit(job, plan, new BatchChunks.Done(0, 1000, 0, part, null));

        assertThat(again).isEqualTo(new BatchPredictionResult(999, 1));
        assertThat(batches.totals(job)).isEqualTo(new BatchPredictionResult(999, 1));
        assertThat(batches.done(job, new ChunkRange(0, 2))).containsExactly(0);
    }

    private JobRef accept(BatchData data, @Nullable Long maxFailedItems) {
        if (trained == null) {
            throw new IllegalStateException("no model");
        }
        return work().accept(
                        JobKind.BATCH_PREDICTION,
                        new BatchPredictionSpec(
                                trained,
                                1,
                                data,
                                1000,
                                maxFailedItems,
                                BatchPredictionSpec.OutputFormat.CSV,
                                true,
                                Priority.NORMAL));
    }

    private String written(JobRef job, BatchPredictionSpec.OutputFormat format) throws IOException {
        var out = new ByteArrayOutputStream();
        work().bean(BatchResults.class).write(job, format, out);
        return out.toString(UTF_8);
    }

    private String parquet(JobRef job) throws Exception {
        var file = Files.createTempFile("results", ".parquet");
        try (var out = Files.newOutputStream(file)) {
            work().bean(BatchResults.class).write(job, BatchPredictionSpec.OutputFormat.PARQUET, out);
        }
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet rows = duckDb.createStatement().executeQuery("SELECT * FROM '" + file + "'")) {
            ResultSetMetaData columns = rows.getMetaData();
            int count = 0;
            while (rows.next()) {
                count++;
            }
            return count + " rows of "
                    + IntStream.rangeClosed(1, 3)
                            .mapToObj(i -> column(columns, i))
                            .collect(Collectors.joining(", "));
        } finally {
            Files.delete(file);
        }
    }

    private static String column(ResultSetMetaData columns, int number) {
        try {
            return columns.getColumnName(number) + " " + columns.getColumnTypeName(number);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Workbench work() {
        if (opened == null) {
            throw new IllegalStateException("not open");
        }
        return opened;
    }
}
