package dev.millrace.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import dev.millrace.Workspace;
import dev.millrace.security.ApiKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApiTest
class TrainingsTest {
    private static final String JOBS = "/api/v1/training/jobs";

    private final Workspace workspace;
    private final Http http;
    private String dataset = "";

    @Autowired
    TrainingsTest(@LocalServerPort int port, ApiKeys keys) {
        workspace = Workspace.fresh(port, keys);
        http = workspace.http();
    }

    @BeforeEach
    void uploadCustomers() {
        dataset = workspace.upload("customers", Workspace.CUSTOMERS);
    }

    @Test
    void acceptsATrainingThatCanBeReadAtOnce() {
        Http.Answer accepted = http.post(JOBS, request());
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        assertThat(accepted.body().path("status").asString()).isEqualTo("queued");
        assertThat(accepted.body().path("hyperparameters").path("trees").asInt())
                .isEqualTo(20);
        assertThat(accepted.body().path("validation_config").path("test_size").asDouble())
                .isEqualTo(0.2);
        assertThat(accepted.body().path("run_id").isNull()).isTrue();
        String self = accepted.body().path("links").path("self").asString();
        assertThat(accepted.header("Location")).isEqualTo(self);
        Http.Answer read = http.get(self);
        assertThat(read.body()).isEqualTo(accepted.body());
        assertThat(http.get(self, "If-None-Match", read.header("ETag")).status())
                .isEqualTo(304);
        assertThat(http.get(JOBS + "?status=queued&model_name=churn")
                        .body()
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(http.get(JOBS + "?status=failed").body().path("items").size())
                .isZero();
        assertThat(workspace.count("SELECT count(*) FROM job_datasets")).isEqualTo(1);
    }

    @Test
    void takesTheContractsWholeRequest() {
        String body = """
                {"model_name": "churn", "algorithm": "random_forest", "task": "classification",
                 "training_data": {"dataset_id": "%s", "target": "churned", "features": ["age", "plan"],
                   "split_column": null, "test_dataset_id": null, "time_column": null, "horizon": null},
                 "hyperparameters": {"trees": 200},
                 "validation_config": {"strategy": "holdout", "test_size": 0.2, "folds": 5, "seed": 42,
                   "positive_class": null, "refit": true},
                 "auto_deploy": {"metric": "accuracy", "at_least": 0.9, "better_than_current": true},
                 "priority": "normal", "tags": {}}""".formatted(dataset);
        Http.Answer accepted = http.post(JOBS, body);
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
    }

    @Test
    void answersTheSameIdempotencyKeyWithTheSameJob() {
        Http.Answer first = http.post(JOBS, request(), "Idempotency-Key", "once");
        assertThat(http.post(JOBS, request(), "Idempotency-Key", "once").body()).isEqualTo(first.body());
        Http.Answer other = http.post(JOBS, request().replace("20", "30"), "Idempotency-Key", "once");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body().path("type").asString()).endsWith("#idempotency-key-reused");
        assertThat(workspace.jobs()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"random_forest\"  | \"perceptron\"       | 422 | /algorithm                     | random_forest",
                "\"random_forest\"  | \"ridge\"            | 422 | /algorithm                     | classification",
                "\"trees\": 20      | \"trees\": 0         | 422 | /hyperparameters/trees         | 1",
                "\"trees\": 20      | \"tress\": 20        | 422 | /hyperparameters/tress         | trees",
                "\"classification\" | \"fortune_telling\"  | 422 | /task                          | regression",
                "\"classification\" | \"clustering\"       | 422 | /training_data/target          | nothing is predicted",
                "\"classification\" | \"regression\"       | 422 | /training_data/target          | number",
                "\"churned\"        | \"left\"             | 422 | /training_data/target          | churned",
                "\"churned\"        | \"constant\"         | 422 | /training_data/target          | two classes",
                "\"age\"            | \"agee\"             | 422 | /training_data/features/0      | age",
                "[\"age\"]          | [\"constant\"]       | 422 | /training_data/features        | vary",
                "[\"age\"]          | []                   | 422 | /training_data/features        | absent",
                "[\"age\"]          | [\"churned\"]        | 422 | /training_data/features        | target",
                "\"churn\"          | \"\"                 | 422 | /model_name                    | letters",
                "\"target\":        | \"split_column\": \"spend\", \"target\": | 422 | /training_data/split_column | test",
                "\"target\":        | \"horizon\": 3, \"target\":    | 422 | /training_data/horizon | null",
                "\"target\":        | \"goal\": 3, \"target\":       | 400 | /training_data/goal    | target",
                "\"task\":          | \"validation_config\": {\"test_size\": 1}, \"task\": | 422 | /validation_config/test_size | between",
                "\"task\":          | \"auto_deploy\": {\"metric\": \"rmse\"}, \"task\": | 422 | /auto_deploy/metric | accuracy",
                "\"churn\"          | \"churn\", \"tags\": {\"a\": \"\\u0000\"} | 422 | `` | U+0000",
                "\"trees\": 20      | \"trees\": \"many\"  | 422 | /hyperparameters/trees         | number",
            })
    void refusesWhatCannotBeTrainedAndLeavesNothingBehind(
            String part, String instead, int status, String pointer, String allowed) {
        Http.Answer refused = http.post(JOBS, request().replace(part, instead));
        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(status);
        assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(refused.body().path("detail").asString()).contains(allowed);
        assertThat(workspace.jobs()).isZero();
        assertThat(workspace.count("SELECT count(*) FROM job_datasets")).isZero();
        assertThat(workspace.count("SELECT count(*) FROM idempotency_keys")).isZero();
    }

    @Test
    void refusesTestRowsThatDoNotFit() {
        String other = workspace.upload("other", "age,churned\n1,yes\n2,no\n");
        String body = request().replace("\"target\":", "\"test_dataset_id\": \"" + other + "\", \"target\":");
        assertThat(http.post(JOBS, body.replace("[\"age\"]", "[\"age\", \"plan\"]"))
                        .status())
                .isEqualTo(422);
        assertThat(http.post(JOBS, body.replace(other, dataset)).status()).isEqualTo(422);
        assertThat(http.post(JOBS, body).status()).isEqualTo(202);
    }

    @Test
    void cancelsAQueuedTrainingAndDeletesItThen() {
        String self = http.post(JOBS, request()).header("Location");
        assertThat(http.send("DELETE", self, null).status()).isEqualTo(409);
        assertThat(http.post(self + "/pause", "").status()).isEqualTo(409);
        Http.Answer cancelled = http.send("PATCH", self + "/cancel", null);
        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(cancelled.body().path("status").asString()).isEqualTo("cancelled");
        assertThat(http.send("PATCH", self + "/cancel", null).status()).isEqualTo(409);
        assertThat(http.get(self + "/metrics").body().size()).isZero();
        assertThat(http.get(self + "/logs").body().path("items").size()).isZero();
        assertThat(http.get(self + "/curves").status()).isEqualTo(409);
        assertThat(http.get(self + "/events").response().body()).contains("\"status\":\"cancelled\"");
        assertThat(http.send("DELETE", self, null).status()).isEqualTo(204);
        assertThat(http.get(self).status()).isEqualTo(404);
        assertThat(workspace.count("SELECT count(*) FROM job_events")).isZero();
    }

    @Test
    void listsWhatCanBeTrained() {
        Http.Answer algorithms = http.get("/api/v1/training/algorithms");
        assertThat(algorithms.body().findValuesAsString("id"))
                .contains("logistic_regression", "random_forest", "xgboost", "ridge");
        assertThat(algorithms.body().at("/0/hyperparameters/type").asString()).isEqualTo("object");
    }

    private String request() {
        return """
                {"model_name": "churn", "algorithm": "random_forest", "task": "classification",
                 "training_data": {"dataset_id": "%s", "target": "churned", "features": ["age"]},
                 "hyperparameters": {"trees": 20}}""".formatted(dataset);
    }
}
