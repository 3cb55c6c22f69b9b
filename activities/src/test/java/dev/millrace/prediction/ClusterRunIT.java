package dev.millrace.prediction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.Workbench;
import dev.millrace.datasets.Dataset;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobSteps;
import dev.millrace.jobs.Priority;
import dev.millrace.models.ModelId;
import dev.millrace.training.AutoDeploy;
import dev.millrace.training.EvaluationReport;
import dev.millrace.training.Task;
import dev.millrace.training.TrainingData;
import dev.millrace.training.TrainingReports;
import dev.millrace.training.TrainingResult;
import dev.millrace.training.TrainingSpec;
import dev.millrace.training.ValidationConfig;
import io.temporal.client.WorkflowFailedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterRunIT {
    private @Nullable Workbench opened;
    private @Nullable Dataset uploaded;

    @BeforeAll
    void upload(@TempDir Path folder) {
        opened = new Workbench(folder, Map.of());
        StringBuilder csv = new StringBuilder("x,y,kind\n");
        for (int row = 0; row < 60; row++) {
            int corner = row % 3;
            csv.append(10 * corner + row % 7 / 10.0)
                    .append(',')
                    .append(10 * (corner % 2) + row % 5 / 10.0)
                    .append(corner == 0 ? ",a\n" : ",b\n");
        }
        uploaded = work().upload("corners", csv.toString());
    }

    @AfterAll
    void close() {
        work().close();
    }

    @Test
    void findsClustersJudgesThemByTheSameRowsAndAssignsNewOnes() throws IOException {
        JobRef job = train("k_means");
        TrainingResult result = work().run(job).getResult(TrainingResult.class);

        assertThat(result.metrics().get("silhouette")).isGreaterThan(0.8);
        assertThat(result.metrics()).containsEntry("clusters", 3.0).containsKey("inertia");
        assertThat(result.deployed()).isTrue();
        assertThat(work().bean(JobSteps.class).list(job))
                .extracting(step -> step.id())
                .containsExactly("validate", "prepare", "fit", "evaluate", "register", "deploy");
        EvaluationReport report = work().bean(TrainingReports.class).find(job).orElseThrow();
        assertThat(report.clusters())
                .containsExactly(
                        new EvaluationReport.Cluster("0", 20),
                        new EvaluationReport.Cluster("1", 20),
                        new EvaluationReport.Cluster("2", 20));
        JobRef batch = predict(
                result.modelId(),
                new BatchData(null, List.of(point(0.1, 0.1, "a"), point(11, 9, "b"), point(0.2, 0.3, "a"))),
                false);
        assertThat(work().run(batch).getResult(BatchPredictionResult.class)).isEqualTo(new BatchPredictionResult(3, 0));
        List<String> lines = written(batch).lines().toList();
        assertThat(lines.getFirst()).isEqualTo("row,label");
        assertThat(lines.get(1)).matches("1,[012]").isEqualTo("1" + lines.get(3).substring(1));
        assertThat(lines.get(2).substring(1)).isNotEqualTo(lines.get(1).substring(1));
    }

    @Test
    void answersTheRowsThatAHierarchyWasFittedOnAndFailsAnyOtherAlone() throws IOException {
        ModelId model = work().run(train("hierarchical"))
                .getResult(TrainingResult.class)
                .modelId();

        JobRef all = predict(model, new BatchData(data().id(), null), false);
        assertThat(work().run(all).getResult(BatchPredictionResult.class)).isEqualTo(new BatchPredictionResult(60, 0));
        List<String> lines = written(all).lines().skip(1).toList();
        for (int row = 0; row < 60; row++) {
            assertThat(lines.get(row)).isEqualTo((row + 1) + "," + row % 3);
        }

        JobRef some = predict(
                model, new BatchData(null, List.of(point(0, 0, "a"), point(5, 5, "b"), point(10.1, 10.1, "b"))), false);
        assertThat(work().run(some).getResult(BatchPredictionResult.class)).isEqualTo(new BatchPredictionResult(2, 1));
        assertThat(written(some).lines()).containsExactly("row,label", "1,0", "3,1");
        assertThat(work().bean(BatchResults.class).failures(some, 0, 10))
                .hasSize(1)
                .allSatisfy(failure -> {
                    assertThat(failure.path("row").asInt()).isEqualTo(2);
                    assertThat(failure.path("reason").asString()).contains("only the rows", "k_means");
                });
    }

    @Test
    void refusesToExplainABatch() {
        ModelId model =
                work().run(train("dbscan")).getResult(TrainingResult.class).modelId();
        JobRef batch = predict(model, new BatchData(data().id(), null), true);

        assertThatThrownBy(() -> work().run(batch).getResult(BatchPredictionResult.class))
                .isInstanceOf(WorkflowFailedException.class);
        assertThat(String.valueOf(work().row(batch).error())).contains("dbscan", "cannot be explained");
    }

    private static Map<String, Object> point(double x, double y, String kind) {
        return Map.of("x", x, "y", y, "kind", kind);
    }

    private JobRef train(String algorithm) {
        TrainingSpec spec = new TrainingSpec(
                algorithm.replace('_', '-'),
                algorithm,
                Task.CLUSTERING,
                new TrainingData(data().id(), null, null, null, null),
                algorithm.equals("dbscan") ? Map.of("epsilon", 0.5) : Map.of("k", 3),
                ValidationConfig.DEFAULT,
                new AutoDeploy("silhouette", 0.5, true),
                Priority.NORMAL,
                Map.of());
        return work().accept(JobKind.TRAINING, spec);
    }

    private JobRef predict(ModelId model, BatchData data, boolean explain) {
        return work().accept(
                        JobKind.BATCH_PREDICTION,
                        new BatchPredictionSpec(
                                model,
                                1,
                                data,
                                1000,
                                null,
                                BatchPredictionSpec.OutputFormat.CSV,
                                explain,
                                Priority.NORMAL));
    }

    private String written(JobRef job) throws IOException {
        var out = new ByteArrayOutputStream();
        work().bean(BatchResults.class).write(job, BatchPredictionSpec.OutputFormat.CSV, out);
        return out.toString(UTF_8);
    }

    private Dataset data() {
        if (uploaded == null) {
            throw new IllegalStateException("no data");
        }
        return uploaded;
    }

    private Workbench work() {
        if (opened == null) {
            throw new IllegalStateException("not open");
        }
        return opened;
    }
}
