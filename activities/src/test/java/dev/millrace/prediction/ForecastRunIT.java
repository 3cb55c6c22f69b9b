package dev.millrace.prediction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.Workbench;
import dev.millrace.datasets.Dataset;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobStep;
import dev.millrace.jobs.JobSteps;
import dev.millrace.jobs.Priority;
import dev.millrace.models.ModelId;
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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForecastRunIT {
    private static final LocalDate FIRST = LocalDate.of(2020, 1, 31);
    private @Nullable Workbench opened;

    @BeforeAll
    void open(@TempDir Path folder) {
        opened = new Workbench(folder, Map.of());
    }

    @AfterAll
    void close() {
        work().close();
    }

    @Test
    void judgesAForecastFromSeveralOriginsAndForecastsTheNextSteps() throws IOException {
        Dataset data = work().upload("sales", sales(60, -1));
        JobRef job = train(data, "boosted_lags", Map.of("n_estimators", 30));

        TrainingResult result = work().run(job).getResult(TrainingResult.class);

        assertThat(result.metrics()).containsKeys("rmse", "smape", "coverage");
        assertThat(result.metrics().get("mape")).isLessThan(0.2);
        assertThat(work().bean(JobSteps.class).list(job))
                .extracting(JobStep::id)
                .contains("prepare_fold_1", "evaluate_fold_3", "evaluate", "fit_all", "register");
        var report = work().bean(TrainingReports.class).find(job).orElseThrow();
        assertThat(report.backTest())
                .hasSize(3)
                .allSatisfy(fold -> assertThat(fold.value()).hasSize(6));
        JobRef batch = predict(
                result.modelId(),
                List.of(Map.of("month", month(60)), Map.of("month", month(59)), Map.of("month", month(65))));
        assertThat(work().run(batch).getResult(BatchPredictionResult.class)).isEqualTo(new BatchPredictionResult(2, 1));
        List<String> lines = written(batch).lines().toList();
        assertThat(lines.getFirst()).isEqualTo("row,value,lower,upper");
        assertThat(lines).hasSize(3);
        assertThat(work().bean(BatchResults.class).failures(batch, 0, 10))
                .singleElement()
                .satisfies(failure -> {
                    assertThat(failure.path("row").asInt()).isEqualTo(2);
                    assertThat(failure.path("reason").asString())
                            .contains("the 6 times from " + month(60) + " to " + month(65) + " in steps of 1 month");
                });
    }

    @Test
    void failsATimeThatIsTwiceBeforeAnythingIsFitted() {
        Dataset data = work().upload("twice", sales(60, 31));
        JobRef job = train(data, "arma", Map.of());

        assertThatThrownBy(() -> work().run(job).getResult(TrainingResult.class))
                .isInstanceOf(WorkflowFailedException.class);
        assertThat(String.valueOf(work().row(job).error())).contains(month(30) + " is twice in month");
        assertThat(work().bean(JobSteps.class).list(job))
                .extracting(JobStep::id)
                .containsExactly("validate");
    }

    private JobRef train(Dataset data, String algorithm, Map<String, Object> hyperparameters) {
        return work().accept(
                        JobKind.TRAINING,
                        new TrainingSpec(
                                data.name(),
                                algorithm,
                                Task.FORECASTING,
                                new TrainingData(data.id(), "sales", null, null, null, null, "month", 6, Map.of()),
                                hyperparameters,
                                new ValidationConfig(ValidationConfig.Strategy.TIME_ORDERED, 0.2, 3, 42L, null, true),
                                null,
                                Priority.NORMAL,
                                Map.of()));
    }

    private JobRef predict(ModelId model, List<Map<String, Object>> instances) {
        return work().accept(
                        JobKind.BATCH_PREDICTION,
                        new BatchPredictionSpec(
                                model,
                                1,
                                new BatchData(null, instances),
                                1000,
                                null,
                                BatchPredictionSpec.OutputFormat.CSV,
                                false,
                                Priority.NORMAL));
    }

    private String written(JobRef job) throws IOException {
        var out = new ByteArrayOutputStream();
        work().bean(BatchResults.class).write(job, BatchPredictionSpec.OutputFormat.CSV, out);
        return out.toString(UTF_8);
    }

    private static String month(int number) {
        LocalDate date = FIRST.plusMonths(number);
        return date.withDayOfMonth(date.lengthOfMonth()).toString();
    }

    /** The last days of months, a trend and a season; one of them may be given again instead of the next. */
    private static String sales(int rows, int again) {
        StringBuilder csv = new StringBuilder("month,sales\n");
        for (int row = 0; row < rows; row++) {
            csv.append(month(row == again ? row - 1 : row))
                    .append(',')
                    .append(100 + row + 10 * Math.sin(row * Math.PI / 6))
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
