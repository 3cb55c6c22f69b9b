package dev.millrace.pipelines.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.Workbench;
import dev.millrace.datasets.Dataset;
import dev.millrace.datasets.Datasets;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.Submission;
import dev.millrace.models.Deployments;
import dev.millrace.models.Models;
import dev.millrace.prediction.BatchChecks;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantTransactions;
import dev.millrace.tenancy.TestDatabase;
import dev.millrace.training.DatasetEvaluation;
import dev.millrace.training.TrainingChecks;
import dev.millrace.tuning.TuningSubmissions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
import tools.jackson.databind.JsonNode;

/** Train, evaluate, deploy and predict one after the other, each by the step of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CapabilityStepsIT {
    private final StepRuns runs = new StepRuns();
    private @Nullable Workbench opened;
    private @Nullable Dataset points;
    private @Nullable Dataset tests;
    private @Nullable JsonNode trained;

    @BeforeAll
    void open(@TempDir Path folder) {
        opened = new Workbench(folder, Map.of());
        points = work().upload("points", points(300, 1));
        tests = work().upload("tests", points(200, 2));
        trained = train("label", "classification", "logistic_regression");
    }

    @AfterAll
    void close() {
        work().close();
    }

    @Test
    void trainsAsTheEndpointDoes() {
        assertThat(SchemaCheck.errors(train().outputSchema(), trained().toString()))
                .isEmpty();
        assertThat(trained().path("model_version").asInt()).isEqualTo(1);
        assertThat(trained().path("model_name").asString()).isEqualTo("label model");
        assertThat(trained().path("deployed").asBoolean()).isFalse();
        assertThat(trained().path("metrics").path("accuracy").asDouble()).isGreaterThan(0.9);
    }

    @Test
    void refusesWhatTheEndpointRefuses() {
        assertThatThrownBy(() -> train().child(step("train"), json(with("label", "classification", "guessing"))))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("guessing");
        assertThatThrownBy(() -> submit(train(), with("nothing", "classification", "logistic_regression")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("nothing");
        assertThatThrownBy(() -> submit(predictBatch(), Map.of("model_id", id(), "data", Map.of("dataset_id", id()))))
                .isInstanceOf(Problem.class);
    }

    @Test
    void givesTheMetricsOfTheTrainingForItsTestRows() {
        for (String task : new String[] {"classification", "regression"}) {
            JsonNode model = task.equals("classification") ? trained() : train("value", task, "ridge");
            JsonNode judged = evaluate(model, tests(), null);

            assertThat(SchemaCheck.errors(evaluation().outputSchema(), judged.toString()))
                    .isEmpty();
            assertThat(judged.path("metrics")).isEqualTo(model.path("metrics"));
            assertThat(judged.path("rows").asInt()).isEqualTo(200);
        }
    }

    @Test
    void judgesClustersByTheirRowsAndAnomaliesByTheirLabels() {
        JsonNode clusters = evaluate(train(null, "clustering", "k_means"), points(), null);
        assertThat(clusters.path("metrics").path("silhouette").asDouble()).isBetween(-1.0, 1.0);

        JsonNode forest = train(null, "anomaly_detection", "isolation_forest");
        assertThat(evaluate(forest, tests(), null).path("metrics").propertyNames())
                .containsExactly("anomaly_rate");
        assertThat(evaluate(forest, tests(), "odd").path("metrics").propertyNames())
                .contains("anomaly_rate", "recall");
    }

    @Test
    void saysWhyItCannotJudge() {
        Dataset narrow = work().upload("narrow", "a,label\n1,yes\n2,no\n");
        Dataset unknown = work().upload("unknown", "a,b,label\n1,2,maybe\n2,3,\n");
        assertThatThrownBy(() -> evaluate(trained(), narrow, null)).hasMessageContaining("no column b");
        assertThatThrownBy(() -> evaluate(trained(), tests(), "truth")).hasMessageContaining("no column truth");
        assertThatThrownBy(() -> evaluate(trained(), unknown, null)).hasMessageContaining("known label");
        assertThatThrownBy(() ->
                        evaluation().run(step("evaluate"), json(Map.of("model_id", id(), "dataset_id", id(tests())))))
                .hasMessageContaining("is deployed");
        assertThatThrownBy(() -> evaluation()
                        .run(
                                runs.step(TestDatabase.get().workspace(), "evaluate"),
                                json(Map.of("model_id", id(), "version", 1, "dataset_id", id(tests())))))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.NOT_FOUND));
    }

    @Test
    void deploysOnceForEachStepAndGoesBack() {
        String model = train("label", "classification", "random_forest", "served")
                .path("model_id")
                .asString();
        train("label", "classification", "random_forest", "served");
        StepContext step = step("deploy");
        JsonNode first = deploy(step("first"), Map.of("model_id", model, "version", 1));
        JsonNode second = deploy(step, Map.of("model_id", model, "version", 2));
        JsonNode again = deploy(step, Map.of("model_id", model, "version", 2));
        JsonNode undone = deploy(step, Map.of("model_id", model, "rollback", true));

        assertThat(first.path("previous_version").isNull()).isTrue();
        assertThat(second.path("previous_version").asInt()).isEqualTo(1);
        assertThat(again).isEqualTo(second);
        assertThat(undone.path("version").asInt()).isEqualTo(1);
        assertThat(SchemaCheck.errors(deployment().outputSchema(), undone.toString()))
                .isEmpty();
        assertThatThrownBy(() -> deploy(step("third"), Map.of("model_id", model, "version", 9)))
                .isInstanceOf(Problem.class);
    }

    @Test
    void predictsEveryRow() {
        JsonNode output = run(
                predictBatch(),
                Map.of("model_id", id(), "version", 1, "data", Map.of("dataset_id", id(tests())), "chunk_size", 50));

        assertThat(SchemaCheck.errors(predictBatch().outputSchema(), output.toString()))
                .isEmpty();
        assertThat(output.path("completed_items").asInt()).isEqualTo(200);
        assertThat(output.path("failed_items").asInt()).isZero();
    }

    @Test
    void searchesForTheBestAndTrainsIt() {
        Map<String, @Nullable Object> with = with("label", "classification", "decision_tree");
        with.remove("algorithm");
        with.put("model_name", "tuned");
        with.put("algorithms", List.of("decision_tree"));
        with.put("objective", Map.of("metric", "accuracy"));
        with.put("max_trials", 3);
        JsonNode output = run(tune(), with);

        assertThat(SchemaCheck.errors(tune().outputSchema(), output.toString())).isEmpty();
        assertThat(output.path("trials_completed").asInt()).isEqualTo(3);
        assertThat(output.path("best_value").asDouble()).isGreaterThan(0.5);
        assertThat(output.path("best_algorithm").asString()).isEqualTo("decision_tree");
        assertThat(output.path("model_version").asInt()).isEqualTo(1);

        with.put("train_best", false);
        JsonNode untrained = run(tune(), with);
        assertThat(SchemaCheck.errors(tune().outputSchema(), untrained.toString()))
                .isEmpty();
        assertThat(untrained.path("model_id").isNull()).isTrue();
        assertThat(untrained.path("best_value")).isEqualTo(output.path("best_value"));
    }

    private JsonNode train(@Nullable String target, String task, String algorithm) {
        return train(target, task, algorithm, (target == null ? algorithm : target) + " model");
    }

    private JsonNode train(@Nullable String target, String task, String algorithm, String name) {
        Map<String, @Nullable Object> with = with(target, task, algorithm);
        with.put("model_name", name);
        return run(train(), with);
    }

    private Map<String, @Nullable Object> with(@Nullable String target, String task, String algorithm) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("dataset_id", id(points()));
        data.put("target", target);
        data.put("features", List.of("a", "b"));
        data.put("test_dataset_id", target == null ? null : id(tests()));
        Map<String, @Nullable Object> with = new LinkedHashMap<>();
        with.put("model_name", "model");
        with.put("algorithm", algorithm);
        with.put("task", task);
        with.put("training_data", data);
        with.put("validation_config", target == null ? null : Map.of("refit", false));
        return with;
    }

    /** As a run does it: the job's row, the job, its output. */
    private JsonNode run(JobStep type, Map<String, ? extends @Nullable Object> with) {
        JobRef job = submit(type, with);
        work().run(job).getResult(Object.class);
        return type.output(work().row(job));
    }

    private JobRef submit(JobStep type, Map<String, ? extends @Nullable Object> with) {
        StepContext step = step(type.name());
        assertThat(SchemaCheck.errors(type.withSchema(), Json.write(with))).isEmpty();
        JobStep.Child child = type.child(step, json(with));
        Submission submission =
                new Submission(type.kind(), child.name(), child.request(), step.priority(), "tester", null, null);
        Job job = work().bean(Jobs.class)
                .submit(work().tenant, submission, (jdbc, ref) -> child.also().write(jdbc, ref));
        return job.ref();
    }

    private JsonNode evaluate(JsonNode model, Dataset dataset, @Nullable String target) {
        Map<String, @Nullable Object> with = new LinkedHashMap<>();
        with.put("model_id", model.path("model_id").asString());
        with.put("version", model.path("model_version").asInt());
        with.put("dataset_id", id(dataset));
        with.put("target", target);
        return evaluation().run(step("evaluate"), json(with));
    }

    private JsonNode deploy(StepContext step, Map<String, ?> with) {
        return deployment().run(step, json(with));
    }

    private Train train() {
        return new Train(work().bean(TrainingChecks.class));
    }

    private Tune tune() {
        return new Tune(work().bean(TuningSubmissions.class));
    }

    private PredictBatch predictBatch() {
        return new PredictBatch(work().bean(BatchChecks.class));
    }

    private DeployVersion deployment() {
        return new DeployVersion(work().bean(Deployments.class));
    }

    private Evaluate evaluation() {
        return new Evaluate(
                work().bean(Models.class),
                work().bean(Datasets.class),
                work().bean(DatasetEvaluation.class),
                work().bean(TenantTransactions.class));
    }

    private StepContext step(String path) {
        return runs.step(work().tenant, path);
    }

    private static JsonNode json(Map<String, ? extends @Nullable Object> with) {
        return Json.parse(Json.write(with));
    }

    private String id() {
        return trained().path("model_id").asString();
    }

    private static String id(Dataset dataset) {
        return dataset.id().toString();
    }

    private JsonNode trained() {
        return Objects.requireNonNull(trained);
    }

    private Dataset points() {
        return Objects.requireNonNull(points);
    }

    private Dataset tests() {
        return Objects.requireNonNull(tests);
    }

    private Workbench work() {
        return Objects.requireNonNull(opened);
    }

    private static String points(int rows, long seed) {
        Random random = new Random(seed);
        StringBuilder csv = new StringBuilder("a,b,label,value,odd\n");
        for (int row = 0; row < rows; row++) {
            boolean odd = row % 50 == 0;
            double a = random.nextGaussian() + (odd ? 9 : 0);
            double b = random.nextGaussian();
            csv.append(a)
                    .append(',')
                    .append(b)
                    .append(a + b > 0 ? ",yes," : ",no,")
                    .append(3 * a - b + 0.1 * random.nextGaussian())
                    .append(odd ? ",1\n" : ",0\n");
        }
        return csv.toString();
    }
}
