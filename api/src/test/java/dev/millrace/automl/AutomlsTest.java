package dev.millrace.automl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import dev.millrace.Workspace;
import dev.millrace.security.ApiKeys;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** AutoML jobs that no worker has begun yet. */
@ApiTest
class AutomlsTest {
    private static final String JOBS = "/api/v1/training/automl";

    private final Workspace workspace;
    private final Workspace stranger;
    private final Http http;
    private String dataset = "";

    @Autowired
    AutomlsTest(@LocalServerPort int port, ApiKeys keys) {
        workspace = Workspace.fresh(port, keys);
        stranger = Workspace.fresh(port, keys);
        http = workspace.http();
    }

    @BeforeEach
    void uploadCustomers() {
        dataset = workspace.upload("customers", Workspace.CUSTOMERS);
    }

    @Test
    void acceptsAJobThatCanBeReadAtOnceAndFillsInWhatSuitsTheData() {
        Http.Answer accepted = http.post(JOBS, request(""), "Idempotency-Key", "once");
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        assertThat(accepted.body().path("status").asString()).isEqualTo("queued");
        assertThat(accepted.body().at("/objective/metric").asString()).isEqualTo("log_loss");
        assertThat(accepted.body().at("/objective/direction").asString()).isEqualTo("minimize");
        assertThat(accepted.body().at("/validation_config/folds").asInt()).isEqualTo(5);
        assertThat(accepted.body().path("algorithms").toString()).contains("lightgbm", "logistic_regression");
        assertThat(accepted.body().at("/account/left_out").toString()).contains("decision_tree");
        String self = accepted.header("Location");
        Http.Answer read = http.get(self);
        assertThat(read.body()).isEqualTo(accepted.body());
        assertThat(http.get(self, "If-None-Match", read.header("ETag")).status())
                .isEqualTo(304);
        assertThat(http.get(JOBS + "?status=queued&model_name=churn")
                        .body()
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(http.post(JOBS, request(""), "Idempotency-Key", "once").body())
                .isEqualTo(accepted.body());
        assertThat(http.post(JOBS, request("'seed': 8"), "Idempotency-Key", "once")
                        .status())
                .isEqualTo(422);
        assertThat(workspace.jobs()).isEqualTo(1);
    }

    @Test
    void takesNoMoreFoldsThanTheRarestClassHasRows() {
        assertThat(validation("3 pro").path("folds").asInt()).isEqualTo(3);
        assertThat(validation("1 pro").path("strategy").asString()).isEqualTo("holdout");
    }

    @Test
    void cancelsAJobThatHasNotStartedAndDeletesItThen() {
        String self = http.post(JOBS, request("")).header("Location");
        assertThat(http.send("PATCH", self + "/cancel", "").status()).isEqualTo(202);
        assertThat(http.get(self).body().path("status").asString()).isEqualTo("cancelled");
        assertThat(http.send("PATCH", self + "/cancel", "").status()).isEqualTo(409);
        assertThat(http.post(self + "/pause", "").status()).isEqualTo(409);
        assertThat(http.send("DELETE", self, "").status()).isEqualTo(204);
        assertThat(http.get(self).status()).isEqualTo(404);
    }

    @Test
    void doesNotDeleteOrPauseAJobThatIsQueued() {
        String self = http.post(JOBS, request("")).header("Location");
        assertThat(http.send("DELETE", self, "").status()).isEqualTo(409);
        assertThat(http.post(self + "/pause", "").status()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'time_budget': 'PT4S'                         | 422 | /time_budget            | PT5S",
                "'time_budget': 'P8D'                          | 422 | /time_budget            | P7D",
                "'time_budget': null                           | 422 | /time_budget            | required",
                "'time_budget': 120                            | 400 | /time_budget            | PT30M",
                "'task': 'clustering'                          | 422 | /task                   | regression",
                "'objective': {'metric': 'rmse'}               | 422 | /objective/metric       | accuracy",
                "'objective': {}                               | 422 | /objective/metric       | required",
                "'objective': {'metric': 'log_loss', 'direction': 'maximize'} | 422 | /objective/direction | smaller",
                "'algorithms': []                              | 422 | /algorithms             | one or more",
                "'algorithms': ['ridge']                       | 422 | /algorithms/0           | classification",
                "'algorithms': [null]                          | 422 | /algorithms             | not null",
                "'max_parallel': 0                             | 422 | /max_parallel           | 1 to 64",
                "'ensemble': 'yes'                             | 400 | /ensemble               | true or false",
                "'training_data': null                         | 422 | /training_data          | dataset_id",
                "'validation_config': {'refit': false}         | 422 | /validation_config/refit | absent",
                "'validation_config': {'strategy': 'cross_validation', 'folds': 41} | 422 | /validation_config/folds | 20",
                "'auto_deploy': {'metric': 'rmse'}             | 422 | /auto_deploy/metric     | accuracy",
                "'trials': 5                                   | 400 | /trials                 | time_budget",
            })
    void refusesWhatCannotBeAJobAndLeavesNothingBehind(String part, int status, String pointer, String allowed) {
        Http.Answer answer = http.post(JOBS, request(part));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.body().at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(answer.body().path("errors").toString()).contains(allowed);
        assertThat(workspace.jobs()).isZero();
    }

    @Test
    void refusesAnotherTenantsDataAndJobsAsThoughThereWereNone() {
        String self = http.post(JOBS, request("")).header("Location");
        assertThat(stranger.http().get(self).status()).isEqualTo(404);
        assertThat(stranger.http().send("PATCH", self + "/cancel", "").status()).isEqualTo(404);
        assertThat(stranger.http().send("DELETE", self, "").status()).isEqualTo(404);
        assertThat(stranger.http().post(JOBS, request("")).status()).isEqualTo(404);
    }

    private JsonNode validation(String name) {
        int rare = Integer.parseInt(name.substring(0, 1));
        StringBuilder csv = new StringBuilder("age,plan\n");
        for (int i = 0; i < 30; i++) {
            csv.append(20 + i).append(i < rare ? ",pro\n" : ",basic\n");
        }
        String id = workspace.upload(name, csv.toString());
        Http.Answer accepted = http.post(JOBS, request("").replace(dataset, id).replace("churned", "plan"));
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        return accepted.body().path("validation_config");
    }

    /** With {@code part} in the place of the field of the same name. */
    private String request(String part) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("'model_name'", "'churn'");
        fields.put("'task'", "'classification'");
        fields.put("'time_budget'", "'PT1M'");
        fields.put("'training_data'", "{'dataset_id': '" + dataset + "', 'target': 'churned'}");
        if (!part.isEmpty()) {
            int colon = part.indexOf(':');
            fields.put(part.substring(0, colon), part.substring(colon + 1));
        }
        return fields.entrySet().stream()
                .map(field -> field.getKey() + ":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"))
                .replace('\'', '"');
    }
}
