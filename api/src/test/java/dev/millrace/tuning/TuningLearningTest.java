package dev.millrace.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import dev.millrace.Workspace;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.Priority;
import dev.millrace.jobs.Submission;
import dev.millrace.security.ApiKeys;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ApiTest
class TuningLearningTest {
    private static final String SPEC = """
            {"model_name": "churn", "algorithms": ["decision_tree", "knn"], "task": "classification",
             "training_data": {"dataset_id": "0197fd0e-0000-7000-8000-000000000000", "target": "churned"},
             "objective": {"metric": "accuracy", "direction": "maximize"},
             "search_space": {"decision_tree": {"max_depth": {"type": "int", "low": 1, "high": 10}},
                              "knn": {"k": {"type": "int", "low": 1, "high": 100, "log": true}}}}""";

    private final Workspace workspace;
    private final Jobs jobs;

    @Autowired
    TuningLearningTest(@LocalServerPort int port, ApiKeys keys, Jobs jobs) {
        this.workspace = Workspace.fresh(port, keys);
        this.jobs = jobs;
    }

    @Test
    void showsTheHistoryWithTheBestSoFar() {
        JsonNode history = read(study(20), "history");

        assertThat(history.path("completed").asInt()).isEqualTo(20);
        assertThat(history.at("/points/3").toString()).isEqualTo("{\"number\":3,\"value\":0.52,\"best\":0.61}");
        assertThat(history.at("/points/19/best").asDouble()).isEqualTo(0.69);
    }

    @Test
    void showsASliceOfEachParameterThatWasTried() {
        JsonNode slices = read(study(20), "slice").path("slices");

        assertThat(slices.findValuesAsString("parameter"))
                .containsExactly("algorithm", "knn.k", "decision_tree.max_depth");
        assertThat(slices.at("/2/points")).hasSize(10);
        assertThat(slices.at("/2/points/1").toString()).isEqualTo("{\"number\":2,\"x\":3,\"value\":0.61}");
        assertThat(slices.at("/1/axis/log").asBoolean()).isTrue();
    }

    @Test
    void drawsTrialsAsLinesWithGaps() {
        JsonNode chart = read(study(20), "parallel-coordinates");

        assertThat(chart.path("axes")).hasSize(3);
        assertThat(chart.at("/lines/0").toString())
                .isEqualTo("{\"number\":0,\"value\":0.6,\"coordinates\":[\"decision_tree\",null,1]}");
        assertThat(chart.at("/lines/1/coordinates/2").isNull()).isTrue();
    }

    @Test
    void sharesImportanceOut() {
        String study = study(20);
        JsonNode importances = read(study, "importances").path("importances");

        assertThat(importances.propertyNames())
                .containsExactlyInAnyOrder("algorithm", "decision_tree.max_depth", "knn.k");
        assertThat(importances.values().stream().mapToDouble(JsonNode::asDouble).sum())
                .isCloseTo(1, within(1e-9));
        assertThat(read(study, "").path("importances")).isEqualTo(importances);
    }

    @Test
    void showsHowValuesAreDistributed() {
        JsonNode points = read(study(20), "distribution").path("points");

        assertThat(points.get(0).toString()).isEqualTo("{\"value\":0.51,\"share\":0.05}");
        assertThat(points.get(18).path("share").asInt()).isEqualTo(1);
    }

    @Test
    void saysNothingOfAStudyThatHasNotBegun() {
        String study = study(0);

        assertThat(read(study, "history").path("points")).isEmpty();
        assertThat(read(study, "slice").path("slices")).isEmpty();
        assertThat(read(study, "parallel-coordinates").path("lines")).isEmpty();
        assertThat(read(study, "distribution").path("points")).isEmpty();
        assertThat(read(study, "importances").path("importances").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"history", "slice", "parallel-coordinates", "distribution", "importances"})
    void knowsNoStudyOfAnotherKind(String what) {
        JobRef training = jobs.submit(
                        workspace.tenant(),
                        new Submission(JobKind.TRAINING, "churn", Map.of(), Priority.NORMAL, "test", null, null))
                .ref();

        assertThat(ask(training.job().toString(), what).status()).isEqualTo(404);
        assertThat(ask("0197fd0e-0000-7000-8000-000000000000", what).status()).isEqualTo(404);
    }

    private JsonNode read(String study, String what) {
        Http.Answer answer = ask(study, what);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    private Http.Answer ask(String study, String what) {
        return workspace.http().get("/api/v1/training/hyperparameter-tuning/" + study + "/" + what);
    }

    /** Trees of depths 1, 3, 5 … reach 0.60, 0.61 …; between them neighbours reach 0.51, 0.52 …. */
    private String study(int trials) {
        TuningSpec spec = Json.read(SPEC, TuningSpec.class);
        Submission submission =
                new Submission(JobKind.HYPERPARAMETER_TUNING, "churn", spec, Priority.NORMAL, "test", null, null);
        JobRef job = jobs.submit(workspace.tenant(), submission, (jdbc, ref) -> Studies.insert(jdbc, ref, spec))
                .ref();
        TestDatabase.get()
                .transactions()
                .run(
                        workspace.tenant(),
                        jdbc -> jdbc.sql("INSERT INTO trials (tenant_id, job_id, number, status, origin, algorithm,"
                                        + " parameters, value, revision, created_at) SELECT :tenant, :job, n, 'completed',"
                                        + " 'sampled', CASE n % 2 WHEN 0 THEN 'decision_tree' ELSE 'knn' END,"
                                        + " jsonb_build_object(CASE n % 2 WHEN 0 THEN 'max_depth' ELSE 'k' END, 1 + n % 10), CASE"
                                        + " n % 2 WHEN 0 THEN 0.6 + n / 200.0 ELSE 0.51 + (n - 1) / 200.0 END, n, now() FROM"
                                        + " generate_series(0, :trials - 1) AS n")
                                .param("tenant", workspace.tenant().value())
                                .param("job", job.job().value())
                                .param("trials", trials)
                                .update());
        return job.job().toString();
    }
}
