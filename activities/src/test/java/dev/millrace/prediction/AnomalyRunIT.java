package dev.millrace.prediction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Workbench;
import dev.millrace.datasets.Dataset;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Priority;
import dev.millrace.models.ModelId;
import dev.millrace.training.EvaluationReport;
import dev.millrace.training.Task;
import dev.millrace.training.TrainingData;
import dev.millrace.training.TrainingReports;
import dev.millrace.training.TrainingResult;
import dev.millrace.training.TrainingSpec;
import dev.millrace.training.ValidationConfig;
import dev.millrace.training.ValidationConfig.Strategy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Anomalies from the upload to the explained rows of a batch. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnomalyRunIT {
    private @Nullable Workbench opened;
    private @Nullable Dataset readings;

    @BeforeAll
    void open(@TempDir Path folder) {
        opened = new Workbench(folder, Map.of());
        readings = work().upload("readings", readings(500));
    }

    @AfterAll
    void close() {
        work().close();
    }

    @Test
    void findsAnomaliesAndSaysWhichColumnGaveThemAway() throws IOException {
        JobRef job = train("forest", "isolation_forest", "state", Strategy.HOLDOUT);
        TrainingResult result = work().run(job).getResult(TrainingResult.class);

        assertThat(result.metrics()).containsOnlyKeys("anomaly_rate", "precision", "recall", "f1", "roc_auc");
        assertThat(result.metrics().get("roc_auc")).isGreaterThan(0.95);
        EvaluationReport report = report(job);
        assertThat(Objects.requireNonNull(report.confusionMatrix()).labels()).containsExactly("normal", "anomaly");
        assertThat(Arrays.stream(Objects.requireNonNull(report.anomalyScores()).counts())
                        .sum())
                .isEqualTo(100);
        assertThat(report.contributionSummary()).isNotNull();
        List<String> lines = predict(result.modelId());
        assertThat(lines.getFirst()).startsWith("row,label,score,top1_feature,top1_contribution,");
        assertThat(lines.get(1)).startsWith("1,normal,0.");
        assertThat(lines.get(2)).matches("2,anomaly,0[.][^,]+,noise,0[.].*");
    }

    @Test
    void judgesByFoldsWithoutATarget() throws IOException {
        JobRef job = train("machine", "one_class_svm", null, Strategy.CROSS_VALIDATION);
        TrainingResult result = work().run(job).getResult(TrainingResult.class);

        assertThat(result.metrics()).containsOnlyKeys("anomaly_rate");
        assertThat(report(job).roc()).isNull();
        assertThat(Arrays.stream(Objects.requireNonNull(report(job).anomalyScores())
                                .counts())
                        .sum())
                .isEqualTo(500);
        assertThat(predict(result.modelId()).get(2)).startsWith("2,anomaly,");
    }

    private JobRef train(String name, String algorithm, @Nullable String target, Strategy strategy) {
        Dataset data = Objects.requireNonNull(readings);
        String positive = target == null ? null : "broken";
        return work().accept(
                        JobKind.TRAINING,
                        new TrainingSpec(
                                name,
                                algorithm,
                                Task.ANOMALY_DETECTION,
                                new TrainingData(data.id(), target, List.of("heat", "noise"), null, null),
                                Map.of(),
                                new ValidationConfig(strategy, 0.2, 3, 42L, positive, true),
                                null,
                                Priority.NORMAL,
                                Map.of()));
    }

    private EvaluationReport report(JobRef job) {
        return work().bean(TrainingReports.class).find(job).orElseThrow();
    }

    /** A usual row and one whose noise is not. */
    private List<String> predict(ModelId model) throws IOException {
        List<Map<String, Object>> rows = List.of(Map.of("heat", 0.1, "noise", 0.1), Map.of("heat", 0.1, "noise", 9.0));
        JobRef job = work().accept(
                        JobKind.BATCH_PREDICTION,
                        new BatchPredictionSpec(
                                model,
                                1,
                                new BatchData(null, rows),
                                1000,
                                null,
                                BatchPredictionSpec.OutputFormat.CSV,
                                true,
                                Priority.NORMAL));
        work().run(job).getResult(BatchPredictionResult.class);
        var out = new ByteArrayOutputStream();
        work().bean(BatchResults.class).write(job, BatchPredictionSpec.OutputFormat.CSV, out);
        return out.toString(UTF_8).lines().toList();
    }

    /** One row in twenty is far out; of one in ten nobody knows. */
    private static String readings(int rows) {
        Random random = new Random(5);
        StringBuilder csv = new StringBuilder("heat,noise,state\n");
        for (int row = 0; row < rows; row++) {
            boolean broken = row % 20 == 3;
            double distance = broken ? 4 + random.nextDouble() : 0;
            csv.append(random.nextGaussian() + distance)
                    .append(',')
                    .append(random.nextGaussian() - distance)
                    .append(',')
                    .append(row % 10 == 9 ? "" : broken ? "broken" : "fine")
                    .append('\n');
        }
        return csv.toString();
    }

    private Workbench work() {
        if (opened == null) {
            throw new IllegalStateException("not open");
        }
        return opened;
    }
}
