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
class ValidationStrategiesTest {
    private static final String JOBS = "/api/v1/training/jobs";

    private final Workspace workspace;
    private final Http http;
    private String dataset = "";

    @Autowired
    ValidationStrategiesTest(@LocalServerPort int port, ApiKeys keys) {
        workspace = Workspace.fresh(port, keys);
        http = workspace.http();
    }

    @BeforeEach
    void uploadVisits() {
        StringBuilder csv = new StringBuilder("day,shop,gap,size,flag,level,label\n");
        for (int row = 0; row < 40; row++) {
            csv.append("2026-01-%02d,s%d,%s,%d,%b,%d,%s%n"
                    .formatted(
                            1 + row % 10,
                            row % 4,
                            row == 7 ? "" : "x" + row,
                            row,
                            row % 2 == 0,
                            1 + row % 3,
                            row % 3 == 0));
        }
        dataset = workspace.upload("visits", csv.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"strategy\": \"cross_validation\"}                | ``                          | 5",
                "{\"strategy\": \"group\", \"folds\": 4}             | \"group_column\": \"shop\"  | 4",
                "{\"strategy\": \"time_ordered\"}                    | \"time_column\": \"day\"    | 1",
                "{\"strategy\": \"time_ordered\", \"folds\": 9}      | \"time_column\": \"day\"    | 9",
                "{\"positive_class\": \"true\"}                      | ``                          | 1",
            })
    void accepts(String validation, String columns, int folds) {
        Http.Answer accepted = submit(validation, columns);

        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        assertThat(accepted.body().at("/validation_config/folds").asInt()).isEqualTo(folds);
        assertThat(accepted.body().path("folds").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"strategy\": \"bootstrap\"} | `` | 422 | /validation_config/strategy | cross_validation",
                "{\"strategy\": \"cross_validation\", \"folds\": 1} | `` | 422 | /validation_config/folds | 2 to 20",
                "{\"strategy\": \"cross_validation\", \"refit\": false} | `` | 422 | /validation_config/refit | refit",
                "{\"strategy\": \"cross_validation\"} | \"split_column\": \"shop\" | 422 | /training_data/split_column | leave",
                "{\"strategy\": \"group\"} | `` | 422 | /training_data/group_column | needs",
                "{\"strategy\": \"group\", \"folds\": 5} | \"group_column\": \"shop\" | 422 | /training_data/group_column | 4 different",
                "{\"strategy\": \"group\"} | \"group_column\": \"gap\" | 422 | /training_data/group_column | every row",
                "{\"strategy\": \"group\"} | \"group_column\": \"store\" | 422 | /training_data/group_column | no column store",
                "{\"strategy\": \"group\"} | \"group_column\": \"label\" | 422 | /training_data/group_column | target",
                "{\"strategy\": \"time_ordered\"} | `` | 422 | /training_data/time_column | needs",
                "{\"strategy\": \"time_ordered\"} | \"time_column\": \"shop\" | 422 | /training_data/time_column | timestamp",
                "{\"strategy\": \"time_ordered\", \"folds\": 10} | \"time_column\": \"day\" | 422 | /training_data/time_column | 11 are needed",
                "{\"strategy\": \"holdout\"} | \"time_column\": \"day\" | 422 | /training_data/time_column | time_ordered",
                "{\"positive_class\": \"yes\"} | `` | 422 | /validation_config/positive_class | true, false",
            })
    void refuses(String validation, String columns, int status, String pointer, String allowed) {
        Http.Answer refused = submit(validation, columns);

        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(status);
        assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(refused.body().path("detail").asString()).contains(allowed);
        assertThat(workspace.jobs()).isZero();
    }

    @Test
    void refusesAPositiveClassOutsideOfTheRangeOfTheTarget() {
        String body = request("{\"positive_class\": \"4\"}", "").replace("\"label\"", "\"level\"");

        Http.Answer refused = http.post(JOBS, body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("detail").asString()).contains("1 to 3; not 4");
    }

    private Http.Answer submit(String validation, String columns) {
        return http.post(JOBS, request(validation, columns));
    }

    private String request(String validation, String columns) {
        return """
                {"model_name": "visits", "algorithm": "random_forest", "task": "classification",
                 "training_data": {"dataset_id": "%s", "target": "label"%s},
                 "validation_config": %s}""".formatted(dataset, columns.isEmpty() ? "" : ", " + columns, validation);
    }
}
