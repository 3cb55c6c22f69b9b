package dev.millrace.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import dev.millrace.Workspace;
import dev.millrace.security.ApiKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Studies that no worker has begun yet. */
@ApiTest
class TuningsTest {
    private static final String STUDIES = "/api/v1/training/hyperparameter-tuning";

    private final Workspace workspace;
    private final Workspace stranger;
    private final Http http;
    private String dataset = "";

    @Autowired
    TuningsTest(@LocalServerPort int port, ApiKeys keys) {
        workspace = Workspace.fresh(port, keys);
        stranger = Workspace.fresh(port, keys);
        http = workspace.http();
    }

    @BeforeEach
    void uploadCustomers() {
        dataset = workspace.upload("customers", Workspace.CUSTOMERS);
    }

    @Test
    void acceptsAStudyThatCanBeReadAtOnce() {
        Http.Answer accepted = http.post(STUDIES, request(), "Idempotency-Key", "once");
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        assertThat(accepted.body().path("status").asString()).isEqualTo("queued");
        assertThat(accepted.body().at("/objective/direction").asString()).isEqualTo("maximize");
        assertThat(accepted.body().at("/search_space/random_forest").size()).isPositive();
        assertThat(accepted.body().path("max_trials").asInt()).isEqualTo(100);
        assertThat(accepted.body().path("trials_total").asInt()).isZero();
        assertThat(accepted.body().path("best_trial").isNull()).isTrue();
        String self = accepted.header("Location");
        Http.Answer read = http.get(self);
        assertThat(read.body()).isEqualTo(accepted.body());
        assertThat(http.get(self, "If-None-Match", read.header("ETag")).status())
                .isEqualTo(304);
        assertThat(http.get(STUDIES + "?status=queued&model_name=churn").body().at("/items/0"))
                .isEqualTo(read.body());
        assertThat(http.get("/api/v1/training/jobs").body().path("items").size())
                .isZero();
        assertThat(http.post(STUDIES, request(), "Idempotency-Key", "once").body())
                .isEqualTo(accepted.body());
        assertThat(http.post(STUDIES, request().replace("f1", "accuracy"), "Idempotency-Key", "once")
                        .status())
                .isEqualTo(422);
        assertThat(workspace.jobs()).isEqualTo(1);
    }

    @Test
    void takesTheContractsWholeRequest() {
        Http.Answer accepted = http.post(STUDIES, """
                {"model_name": "churn", "algorithms": ["random_forest", "xgboost"], "task": "classification",
                 "training_data": {"dataset_id": "%s", "target": "churned"},
                 "validation_config": {"strategy": "cross_validation", "folds": 3},
                 "objective": {"metric": "roc_auc", "direction": "maximize"},
                 "search_space": {"random_forest": {"trees": {"type": "int", "low": 20, "high": 300, "log": true},
                   "split_rule": {"type": "categorical", "choices": ["gini", "entropy"]},
                   "max_depth": {"type": "int", "low": 2, "high": 20, "step": 2, "when": {"split_rule": ["gini"]}}}},
                 "sampler": "tpe", "pruner": "asha", "max_trials": 100, "max_parallel": 4, "timeout": "PT30M", "seed": 7,
                 "max_failed_trials": 5, "target_value": 0.99, "patience": 30, "train_best": true,
                 "auto_deploy": {"metric": "accuracy", "at_least": 0.9}, "priority": "high", "tags": {"team": "growth"}}""".formatted(dataset));
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        assertThat(accepted.body().path("timeout").asString()).isEqualTo("PT30M");
        assertThat(accepted.body()
                        .at("/search_space/random_forest/max_depth/when/split_rule/0")
                        .asString())
                .isEqualTo("gini");
        assertThat(accepted.body().at("/search_space/xgboost").size()).isPositive();
        assertThat(accepted.body().path("max_failed_trials").asInt()).isEqualTo(5);
    }

    @Test
    void startsAmongRunsOfEveryKind() {
        Http.Answer run = http.post(
                "/api/v1/ai/workflows",
                "{\"workflow_type\": \"hyperparameter_tuning\", \"priority\": \"low\", \"input\": " + request() + "}");
        assertThat(run.status()).as(run.body().toString()).isEqualTo(202);
        String id = run.body().path("id").asString();
        assertThat(http.get(STUDIES + "/" + id).body().path("priority").asString())
                .isEqualTo("low");
        Http.Answer refused = http.post(
                "/api/v1/ai/workflows",
                "{\"workflow_type\": \"hyperparameter_tuning\", \"input\": "
                        + request().replace("f1", "rmse") + "}");
        assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo("/input/objective/metric");
    }

    @Test
    void changesWhatAStudyMayDo() {
        String self = accepted();
        Http.Answer changed = http.send("PATCH", self, """
                {"max_trials": 7, "max_parallel": 3, "timeout": "PT1H",
                 "search_space": {"random_forest": {"trees": {"type": "int", "low": 5, "high": 9}}}}""");
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        assertThat(changed.body().path("max_trials").asInt()).isEqualTo(7);
        assertThat(changed.body().path("max_parallel").asInt()).isEqualTo(3);
        assertThat(changed.body().path("timeout").asString()).isEqualTo("PT1H");
        assertThat(changed.body().at("/search_space/random_forest").propertyNames())
                .containsExactly("trees");
        assertThat(http.send("PATCH", self, "{\"max_trials\": 8}")
                        .body()
                        .path("timeout")
                        .asString())
                .isEqualTo("PT1H");
        refused(http.send("PATCH", self, "{\"max_trials\": 0}"), 422, "/max_trials");
        refused(http.send("PATCH", self, "{\"timeout\": \"PT0S\"}"), 422, "/timeout");
        refused(http.send("PATCH", self, "{\"sampler\": \"gp\"}"), 400, "/sampler");
        refused(http.send("PATCH", self, space("ridge", "{}")), 422, "/search_space/ridge");
        refused(http.send("PATCH", self, space("random_forest", "null")), 422, "/search_space/random_forest");
        refused(
                http.send(
                        "PATCH",
                        self,
                        space("random_forest", "{\"trees\": {\"type\": \"int\", \"low\": 0, \"high\": 9}}")),
                422,
                "/search_space/random_forest/trees");
    }

    @Test
    void queuesParametersThatSomebodyWantsTried() {
        String self = accepted();
        Http.Answer queued = http.post(self + "/trials", "{\"parameters\": {\"trees\": 25, \"max_depth\": null}}");
        assertThat(queued.status()).as(queued.body().toString()).isEqualTo(201);
        assertThat(queued.body().path("number").asInt()).isZero();
        assertThat(queued.body().path("status").asString()).isEqualTo("waiting");
        assertThat(queued.body().path("enqueued").asBoolean()).isTrue();
        assertThat(http.get(queued.header("Location")).body()).isEqualTo(queued.body());
        http.post(self + "/trials", "{\"algorithm\": \"random_forest\"}");
        Http.Answer first = http.get(self + "/trials?limit=1&status=waiting");
        assertThat(first.body().at("/items/0/number").asInt()).isEqualTo(1);
        Http.Answer second = http.get(self + "/trials?limit=1&cursor="
                + first.body().path("next_cursor").asString());
        assertThat(second.body().at("/items/0")).isEqualTo(queued.body());
        assertThat(second.body().path("next_cursor").isNull()).isTrue();
        assertThat(http.get(self + "/trials?status=running")
                        .body()
                        .path("items")
                        .size())
                .isZero();
        assertThat(http.get(self + "/trials?status=done").status()).isEqualTo(400);
        assertThat(http.get(self + "/trials/2").status()).isEqualTo(404);
        assertThat(http.get(self + "/trials/last").status()).isEqualTo(404);
        assertThat(http.get(self).body().path("trials_waiting").asInt()).isEqualTo(2);

        refused(http.post(self + "/trials", "{\"parameters\": {\"tress\": 25}}"), 422, "/parameters/tress");
        refused(http.post(self + "/trials", "{\"parameters\": {\"trees\": \"many\"}}"), 422, "/parameters/trees");
        refused(http.post(self + "/trials", "{\"algorithm\": \"xgboost\"}"), 422, "/algorithm");
        refused(http.post(self + "/trials", "{\"parameters\": [1]}"), 400, "/parameters");
        assertThat(http.send("PATCH", self, "{\"max_trials\": 1}").status()).isEqualTo(409);
        http.send("PATCH", self, "{\"max_trials\": 2}");
        assertThat(http.post(self + "/trials", "{}").status()).isEqualTo(409);
    }

    @Test
    void cancelsAQueuedStudyAndDeletesItThen() {
        String self = accepted();
        http.post(self + "/trials", "{}");
        assertThat(http.send("DELETE", self, null).status()).isEqualTo(409);
        assertThat(http.post(self + "/pause", "").status()).isEqualTo(409);
        Http.Answer cancelled = http.send("PATCH", self + "/cancel", null);
        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(cancelled.body().path("status").asString()).isEqualTo("cancelled");
        assertThat(cancelled.body().path("trials_cancelled").asInt()).isEqualTo(1);
        assertThat(cancelled.body().path("trials_waiting").asInt()).isZero();
        assertThat(http.get(self + "/trials/0").body().path("status").asString())
                .isEqualTo("cancelled");
        assertThat(http.get(self + "/trials?status=cancelled")
                        .body()
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(http.get(self + "/trials?status=waiting")
                        .body()
                        .path("items")
                        .size())
                .isZero();
        assertThat(http.send("PATCH", self + "/cancel", null).status()).isEqualTo(409);
        assertThat(http.send("PATCH", self, "{\"max_trials\": 5}").status()).isEqualTo(409);
        assertThat(http.post(self + "/trials", "{}").status()).isEqualTo(409);
        assertThat(http.get(self + "/events").response().body()).contains("\"status\":\"cancelled\"");
        assertThat(http.send("DELETE", self, null).status()).isEqualTo(204);
        assertThat(http.get(self).status()).isEqualTo(404);
        assertThat(workspace.count("SELECT count(*) FROM trials")).isZero();
    }

    @Test
    void knowsNothingOfWhatOthersHave() {
        String theirs = stranger.upload("customers", Workspace.CUSTOMERS);
        Http.Answer data = http.post(STUDIES, request().replace(dataset, theirs));
        refused(data, 404, "/training_data/dataset_id");
        String study = stranger.http()
                .post(STUDIES, request().replace(dataset, theirs))
                .body()
                .path("job_id")
                .asString();
        assertThat(http.get(STUDIES + "/" + study).status()).isEqualTo(404);
        refused(http.post(STUDIES, request("\"warm_start_from\": \"" + study + "\",")), 404, "/warm_start_from");
        String own = http.get(accepted()).body().path("job_id").asString();
        refused(http.post(STUDIES, request("\"warm_start_from\": \"" + own + "\",")), 422, "/warm_start_from");
        assertThat(workspace.jobs()).isEqualTo(1);
    }

    private String accepted() {
        return http.post(STUDIES, request()).header("Location");
    }

    private static void refused(Http.Answer answer, int status, String pointer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.body().at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    private static String space(String algorithm, String parameters) {
        return "{\"search_space\": {\"" + algorithm + "\": " + parameters + "}}";
    }

    private String request() {
        return request("");
    }

    private String request(String part) {
        return """
                {%s"model_name": "churn", "algorithms": ["random_forest"], "task": "classification",
                 "training_data": {"dataset_id": "%s", "target": "churned"}, "objective": {"metric": "f1"}}""".formatted(part, dataset);
    }
}
