package dev.millrace.tuning;

import static dev.millrace.Workbench.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.Workbench;
import dev.millrace.datasets.Dataset;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobStatus;
import dev.millrace.models.ModelVersions;
import dev.millrace.problems.Problem;
import dev.millrace.training.Task;
import dev.millrace.training.TrainingData;
import dev.millrace.training.ValidationConfig;
import dev.millrace.training.ValidationConfig.Strategy;
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
class TuningRunIT {
    private static final Map<String, Domain> DEPTHS = Map.of("max_depth", new Domain.Whole(1, 6, 1, false, Map.of()));

    private @Nullable Workbench opened;
    private @Nullable Dataset points;

    @BeforeAll
    void open(@TempDir Path folder) {
        opened = new Workbench(folder, Map.of("millrace.tuning.slice", "1s"));
        points = work().upload("points", points(200));
    }

    @AfterAll
    void close() {
        work().close();
    }

    @Test
    void triesEachNumberOnceAndTrainsTheBest() {
        JobRef job = accept(new Change());

        TuningResult result = work().run(job).getResult(TuningResult.class);

        List<Trial> trials = trials(job);
        assertThat(trials).extracting(Trial::number).containsExactly(7, 6, 5, 4, 3, 2, 1, 0);
        assertThat(trials).allMatch(trial -> trial.status() == TrialStatus.COMPLETED && trial.attempts() == 1);
        double best = trials.stream()
                .mapToDouble(trial -> Objects.requireNonNull(trial.value()))
                .max()
                .orElseThrow();
        assertThat(result.bestValue()).isEqualTo(best);
        assertThat(work().bean(ModelVersions.class)
                        .find(work().tenant, Objects.requireNonNull(result.modelId()), 1)
                        .orElseThrow()
                        .hyperparameters())
                .containsAllEntriesOf(work().bean(Trials.class)
                        .get(job, result.bestTrial())
                        .candidate()
                        .parameters());
        assertThat(work().row(job).result().path("trials_completed").asInt()).isEqualTo(8);
        assertThat(work().row(job).result().path("ended_by").asString()).isEqualTo("max_trials");
    }

    @Test
    void goesOnAfterAPauseWithoutLosingATrial() {
        JobRef job = accept(new Change().trials(5_000).folds(5));
        WorkflowStub run = work().run(job);
        awaitUntil(() -> study(job).completed() > 1);

        run.signal("pause");
        awaitUntil(() -> work().row(job).status() == JobStatus.PAUSED);
        assertThat(study(job).running()).isZero();
        work().bean(StudySteering.class)
                .change(
                        work().tenant,
                        job.job(),
                        new Budget(Math.max(10, study(job).begun() + 2), 1, null),
                        null);
        run.signal("continue");
        run.getResult(TuningResult.class);

        assertThat(trials(job)).allMatch(trial -> trial.status() == TrialStatus.COMPLETED);
        assertThat(study(job).completed()).isEqualTo(study(job).begun()).isLessThan(5_000);
        assertThat(work().row(job).result().at("/importances/max_depth").asDouble())
                .isEqualTo(1);
    }

    @Test
    void triesWhatSomebodyAsksFor() {
        JobRef job = accept(new Change().trials(5_000).folds(5));
        awaitUntil(() -> study(job).begun() > 0);

        int number = work().bean(StudySteering.class)
                .enqueue(work().tenant, job.job(), new Candidate("decision_tree", Map.of("max_depth", 30)));
        awaitUntil(() -> work().bean(Trials.class).get(job, number).status() == TrialStatus.COMPLETED);
        work().run(job).cancel();

        assertThatThrownBy(() -> work().run(job).getResult(TuningResult.class))
                .hasCauseInstanceOf(CanceledFailure.class);
        assertThat(study(job).running()).isZero();
    }

    @Test
    void endsInTimeWithTheBestSoFar() {
        JobRef job = accept(new Change().trials(100_000).timeout(Duration.ofSeconds(2)));

        TuningResult result = work().run(job).getResult(TuningResult.class);

        assertThat(result.bestValue()).isGreaterThan(0.5);
        assertThat(work().row(job).result().path("ended_by").asString()).isEqualTo("timeout");
    }

    @Test
    void refusesWhatCannotBeSearched() {
        assertThatThrownBy(() ->
                        accept(new Change().space(Map.of("decision_tree", Map.of("height", DEPTHS.get("max_depth"))))))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("height");
        assertThatThrownBy(() -> accept(new Change().metric("rmse")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("accuracy");
    }

    private JobRef accept(Change change) {
        TuningSpec spec = change.spec(Objects.requireNonNull(points));
        TuningSubmissions submissions = work().bean(TuningSubmissions.class);
        submissions.check(spec);
        return work().accept(JobKind.HYPERPARAMETER_TUNING, spec, (jdbc, job) -> submissions.open(jdbc, job, spec));
    }

    private Study study(JobRef job) {
        return work().bean(Trials.class).study(job);
    }

    private List<Trial> trials(JobRef job) {
        return work().bean(Trials.class).list(job, null, null, 1000);
    }

    private Workbench work() {
        return Objects.requireNonNull(opened);
    }

    private static String points(int rows) {
        Random random = new Random(1);
        StringBuilder csv = new StringBuilder("x,y,label\n");
        for (int row = 0; row < rows; row++) {
            double x = random.nextGaussian();
            double y = random.nextGaussian();
            csv.append(x)
                    .append(',')
                    .append(y)
                    .append(',')
                    .append(x * y > 0 ? "same" : "other")
                    .append('\n');
        }
        return csv.toString();
    }

    /** A study of eight trials, and what is different about it. */
    private static final class Change {
        private int trials = 8;
        private int folds = 2;
        private String metric = "accuracy";
        private @Nullable Duration timeout;
        private Map<String, Map<String, Domain>> space = Map.of("decision_tree", DEPTHS);

        Change trials(int number) {
            trials = number;
            return this;
        }

        Change folds(int number) {
            folds = number;
            return this;
        }

        Change metric(String name) {
            metric = name;
            return this;
        }

        Change timeout(Duration longest) {
            timeout = longest;
            return this;
        }

        Change space(Map<String, Map<String, Domain>> other) {
            space = other;
            return this;
        }

        @SuppressWarnings("NullAway") // the spec fills in what is absent
        TuningSpec spec(Dataset data) {
            return new TuningSpec(
                    "tuned",
                    List.of("decision_tree"),
                    Task.CLASSIFICATION,
                    new TrainingData(data.id(), "label", null, null, null),
                    new ValidationConfig(Strategy.CROSS_VALIDATION, null, folds, null, null, null),
                    new Objective(metric, Direction.MAXIMIZE),
                    DefaultSpaces.complete(List.of("decision_tree"), Task.CLASSIFICATION, space),
                    SamplerKind.TPE,
                    PrunerKind.NONE,
                    trials,
                    2,
                    null,
                    timeout,
                    7L,
                    null,
                    null,
                    null,
                    true,
                    null,
                    null,
                    null);
        }
    }
}
