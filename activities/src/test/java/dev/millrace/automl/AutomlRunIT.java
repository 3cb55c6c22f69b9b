package dev.millrace.automl;

import static dev.millrace.Workbench.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.Workbench;
import dev.millrace.datasets.Dataset;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobStatus;
import dev.millrace.models.ModelVersion;
import dev.millrace.models.ModelVersions;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import dev.millrace.training.Task;
import dev.millrace.training.TrainingData;
import dev.millrace.tuning.BestTrials;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import java.nio.file.Path;
import java.time.Duration;
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

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AutomlRunIT {
    private static final List<String> CHEAP = List.of("decision_tree", "naive_bayes");

    private @Nullable Workbench opened;
    private @Nullable Dataset train;
    private @Nullable Dataset test;

    @BeforeAll
    void open(@TempDir Path folder) {
        opened = new Workbench(folder, Map.of("millrace.tuning.slice", "1s"));
        train = work().upload("points", points(1, 200));
        test = work().upload("others", points(2, 100));
    }

    @AfterAll
    void close() {
        work().close();
    }

    @Test
    void endsInTimeWithARegisteredModelThatItCanAccountFor() {
        JobRef job = accept(order("log_loss", Duration.ofSeconds(6), CHEAP));

        AutomlResult result = work().run(job).getResult(AutomlResult.class);

        AutomlOutcome outcome = Json.read(work().row(job).result(), AutomlOutcome.class);
        assertThat(outcome.members().stream().mapToDouble(Choice.Member::weight).sum())
                .isEqualTo(1, within(1e-9));
        assertThat(result.metrics()).containsKey("log_loss").isEqualTo(outcome.metrics());
        assertThat(outcome.validationMetrics()).isNotEqualTo(outcome.metrics());
        ModelVersion version = work().bean(ModelVersions.class)
                .find(work().tenant, result.modelId(), result.modelVersion())
                .orElseThrow();
        assertThat(version.lineage().jobId()).isEqualTo(job.job());
        assertThat(version.algorithm()).isIn("ensemble", "decision_tree", "naive_bayes");

        List<Leaderboards.Entry> board = work().bean(Leaderboards.class).of(work().row(job));
        assertThat(board).extracting(Leaderboards.Entry::value).isSorted();
        assertThat(work().bean(Leaderboards.class).tried(work().row(job)))
                .extracting(BestTrials.Tried::algorithm)
                .containsExactlyInAnyOrderElementsOf(CHEAP);
        assertThat(board).anyMatch(entry -> entry.weight() != null);
        assertThat(Objects.requireNonNull(outcome.validationMetrics().get("log_loss")))
                .isLessThanOrEqualTo(board.getFirst().value());
    }

    @Test
    void pausesItsStudyWithItAndEndsItWhenItIsCancelled() {
        JobRef job = accept(order("accuracy", Duration.ofMinutes(10), CHEAP));
        WorkflowStub run = work().run(job);
        awaitUntil(() -> study(job) != null && row(study(job)).status() == JobStatus.RUNNING);

        run.signal("pause");
        awaitUntil(() ->
                work().row(job).status() == JobStatus.PAUSED && row(study(job)).status() == JobStatus.PAUSED);
        run.signal("continue");
        awaitUntil(() ->
                work().row(job).status() == JobStatus.RUNNING && row(study(job)).status() == JobStatus.RUNNING);
        run.cancel();

        assertThatThrownBy(() -> run.getResult(AutomlResult.class)).hasCauseInstanceOf(CanceledFailure.class);
        assertThat(row(study(job)).status()).isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    void refusesWhatCannotBeFound() {
        assertThatThrownBy(() -> accept(order("rmse", Duration.ofSeconds(5), CHEAP)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("accuracy");
        assertThatThrownBy(() -> accept(order("accuracy", Duration.ofSeconds(5), List.of("alchemy"))))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("alchemy");
        assertThatThrownBy(() -> accept(order("accuracy", Duration.ZERO, CHEAP)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("PT5S");
    }

    private AutomlOrder order(String metric, Duration budget, List<String> algorithms) {
        Dataset data = Objects.requireNonNull(train);
        return new AutomlOrder(
                "best",
                new TrainingData(
                        data.id(),
                        "label",
                        null,
                        null,
                        Objects.requireNonNull(test).id()),
                Task.CLASSIFICATION,
                metric,
                null,
                budget,
                null,
                algorithms,
                null,
                null,
                7L,
                null,
                null,
                null);
    }

    private JobRef accept(AutomlOrder order) {
        AutomlSubmissions submissions = work().bean(AutomlSubmissions.class);
        AutomlSpec spec = submissions.complete(work().tenant, order);
        return work().accept(JobKind.AUTOML, spec, (jdbc, job) -> submissions.open(jdbc, job, spec));
    }

    private @Nullable JobRef study(JobRef job) {
        var id = Json.read(work().row(job).result(), AutomlOutcome.class).studyId();
        return id == null ? null : new JobRef(job.tenant(), id);
    }

    private Job row(@Nullable JobRef job) {
        return work().row(Objects.requireNonNull(job));
    }

    private Workbench work() {
        return Objects.requireNonNull(opened);
    }

    private static String points(long seed, int rows) {
        Random random = new Random(seed);
        StringBuilder csv = new StringBuilder("x,y,label\n");
        for (int row = 0; row < rows; row++) {
            double x = random.nextGaussian();
            double y = random.nextGaussian();
            String label = x * y + 0.3 * random.nextGaussian() > 0 ? "same" : "other";
            csv.append(x).append(',').append(y).append(',').append(label).append('\n');
        }
        return csv.toString();
    }
}
