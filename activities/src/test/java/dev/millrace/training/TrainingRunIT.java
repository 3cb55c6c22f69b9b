package dev.millrace.training;

import static dev.millrace.Workbench.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.Workbench;
import dev.millrace.datasets.Dataset;
import dev.millrace.events.EventType;
import dev.millrace.events.JobEvents;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobStatus;
import dev.millrace.jobs.JobStep;
import dev.millrace.jobs.JobSteps;
import dev.millrace.jobs.Priority;
import dev.millrace.jobs.StepStatus;
import dev.millrace.models.Deployments;
import dev.millrace.models.ModelVersion;
import dev.millrace.models.ModelVersions;
import dev.millrace.tenancy.TenantTransactions;
import dev.millrace.training.algorithm.Checkpoint;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrainingRunIT {
    /** Trees, as many as are allowed: no machine has grown them all when it is told to stop. */
    private static final int LONGER_THAN_ANY_PAUSE = 5000;

    private @Nullable Workbench opened;

    @BeforeAll
    void open(@TempDir Path folder) {
        opened = new Workbench(folder, Map.of("millrace.training.checkpoint-interval", "0s"));
    }

    @AfterAll
    void close() {
        work().close();
    }

    @Test
    void trainsRegistersAndDeploysAModel() {
        Dataset data = work().upload("points", points(400));
        JobRef job = work().accept(JobKind.TRAINING, spec(data, 20));

        TrainingResult result = work().run(job).getResult(TrainingResult.class);

        assertThat(result.deployed()).isTrue();
        assertThat(result.metrics().get("accuracy")).isGreaterThan(0.9);
        Job row = work().row(job);
        assertThat(row.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(row.progress()).isEqualTo(1);
        assertThat(row.result().path("model_version").asInt()).isEqualTo(1);
        assertThat(row.result().path("metrics").path("accuracy").asDouble()).isGreaterThan(0.9);
        ModelVersion version = work().bean(ModelVersions.class)
                .find(work().tenant, result.modelId(), 1)
                .orElseThrow();
        assertThat(version.lineage().datasetSha256()).isEqualTo(data.sha256());
        assertThat(version.hyperparameters()).containsEntry("trees", 20).containsKey("max_samples");
        assertThat(work().bean(Deployments.class).current(work().tenant, result.modelId()))
                .isPresent();
        assertThat(work().bean(TrainingReports.class).find(job)).isPresent();
        assertThat(work().bean(JobSteps.class).list(job))
                .extracting(step -> step.id())
                .containsExactly(
                        "validate", "prepare", "fit", "evaluate", "prepare_all", "fit_all", "register", "deploy");
        assertThat(held(job)).containsExactly("training-report:" + job.job());
    }

    @Test
    void deploysOnlyWhatDoesBetterOnRowsThatNeitherVersionHasSeen() {
        TrainingResult first = train("rivals", points(300, 1), 3);
        assertThat(first.deployed()).isTrue();
        TrainingResult same = train("rivals", points(300, 1), 3);
        assertThat(same.deployed())
                .as("the same rows, split alike, judge it as well")
                .isFalse();
        String longer = points(300, 1) + points(900, 2).substring("x,y,label\n".length());

        JobRef better = work().accept(JobKind.TRAINING, spec(work().upload("rivals", longer), 40));

        assertThat(work().run(better).getResult(TrainingResult.class).deployed())
                .isTrue();
        assertThat(logs(better)).anyMatch(line -> line.matches(".*Deployed: .* rows that neither was fitted on.*"));
        assertThat(held(better)).containsExactly("training-report:" + better.job());
        JobRef seen = work().accept(JobKind.TRAINING, spec(work().upload("rivals", points(300, 1)), 40));
        assertThat(work().run(seen).getResult(TrainingResult.class).deployed()).isFalse();
        assertThat(logs(seen)).anyMatch(line -> line.contains("0 of the 60 test rows are new to the deployed version"));
    }

    private TrainingResult train(String name, String csv, int trees) {
        JobRef job = work().accept(JobKind.TRAINING, spec(work().upload(name, csv), trees));
        return work().run(job).getResult(TrainingResult.class);
    }

    @Test
    void pausesInTheMiddleOfAFitAndGoesOnFromItsCheckpoint() {
        Dataset data = work().upload("more points", points(20_000));
        JobRef job = work().accept(JobKind.TRAINING, spec(data, LONGER_THAN_ANY_PAUSE));
        WorkflowStub run = work().run(job);
        awaitUntil(() -> checkpoints(job) > 0);

        run.signal("pause");
        awaitUntil(() -> work().row(job).status() == JobStatus.PAUSED);
        assertThat(step(job, "fit").status()).isEqualTo(StepStatus.CANCELLED);
        run.signal("continue");

        awaitUntil(() -> logs(job).stream().anyMatch(line -> line.contains("goes on from step")));
        assertThat(step(job, "fit").attempts()).isEqualTo(2);
        run.cancel();
        assertThatThrownBy(() -> run.getResult(TrainingResult.class)).hasCauseInstanceOf(CanceledFailure.class);
    }

    @Test
    void isCancelledInTheMiddleOfAFit() {
        Dataset data = work().upload("even more points", points(40_000));
        JobRef job = work().accept(JobKind.TRAINING, spec(data, LONGER_THAN_ANY_PAUSE));
        WorkflowStub run = work().run(job);
        awaitUntil(() -> checkpoints(job) > 0);

        run.cancel();

        assertThatThrownBy(() -> run.getResult(TrainingResult.class)).hasCauseInstanceOf(CanceledFailure.class);
        assertThat(work().row(job).status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(held(job))
                .as("prepared rows and checkpoints that nobody will need")
                .isEmpty();
    }

    private List<String> held(JobRef job) {
        return work().bean(TenantTransactions.class)
                .in(
                        work().tenant,
                        jdbc -> jdbc.sql("SELECT owner FROM artifact_refs WHERE owner LIKE :job")
                                .param("job", "%:" + job.job())
                                .query(String.class)
                                .list());
    }

    private int checkpoints(JobRef job) {
        return work().bean(Checkpoints.class)
                .latest(job, "fit")
                .map(Checkpoint::step)
                .orElse(0);
    }

    private JobStep step(JobRef job, String id) {
        return work().bean(JobSteps.class).list(job).stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<String> logs(JobRef job) {
        return work().bean(JobEvents.class).read(work().tenant, job.job().value(), EventType.LOG, 0, 1000).stream()
                .map(event -> event.data().path("message").asString())
                .toList();
    }

    private static TrainingSpec spec(Dataset data, int trees) {
        return new TrainingSpec(
                data.name(),
                "random_forest",
                Task.CLASSIFICATION,
                new TrainingData(data.id(), "label", null, null, null),
                Map.of("trees", trees),
                ValidationConfig.DEFAULT,
                new AutoDeploy("accuracy", 0.8, true),
                Priority.NORMAL,
                Map.of());
    }

    /** Two classes on both sides of a line. */
    private static String points(int rows) {
        return points(rows, 7);
    }

    private static String points(int rows, long seed) {
        Random random = new Random(seed);
        StringBuilder csv = new StringBuilder("x,y,label\n");
        for (int row = 0; row < rows; row++) {
            double x = random.nextDouble();
            double y = random.nextDouble();
            csv.append(x)
                    .append(',')
                    .append(y)
                    .append(',')
                    .append(x > y ? "above" : "below")
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
