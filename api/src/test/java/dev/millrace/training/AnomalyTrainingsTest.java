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
class AnomalyTrainingsTest {
    private static final String JOBS = "/api/v1/training/jobs";

    private final Workspace workspace;
    private final Http http;
    private String dataset = "";

    @Autowired
    AnomalyTrainingsTest(@LocalServerPort int port, ApiKeys keys) {
        workspace = Workspace.fresh(port, keys);
        http = workspace.http();
    }

    @BeforeEach
    void uploadReadings() {
        StringBuilder csv = new StringBuilder("heat,noise,flag,broken,state,level,day,empty\n");
        for (int row = 0; row < 40; row++) {
            csv.append("%d,%s,%b,%s,%s,%d,2026-01-%02d,%n"
                    .formatted(
                            row,
                            row / 7.0,
                            row % 9 == 0,
                            row % 5 == 0 ? "" : row % 9 == 0 ? "1" : "0",
                            row % 9 == 0 ? "bad" : "good",
                            row % 3,
                            1 + row % 20));
        }
        dataset = workspace.upload("readings", csv.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "isolation_forest | ``                      | {}",
                "isolation_forest | , \"target\": \"flag\"   | {\"strategy\": \"cross_validation\"}",
                "one_class_svm    | , \"target\": \"broken\" | {\"positive_class\": \"1\"}",
                "one_class_svm    | , \"target\": \"state\"  | {\"positive_class\": \"bad\"}",
            })
    void acceptsWithAndWithoutATarget(String algorithm, String target, String validation) {
        Http.Answer accepted = http.post(JOBS, request(algorithm, target, validation, "{}"));

        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        assertThat(accepted.body().path("task").asString()).isEqualTo("anomaly_detection");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"target\": \"level\" | {} | {} | /training_data/target | 0 and 1",
                "\"target\": \"noise\" | {} | {} | /training_data/target | a boolean",
                "\"target\": \"day\"   | {} | {} | /training_data/target | type timestamp",
                "\"target\": \"empty\" | {} | {} | /training_data/target | no value",
                "\"target\": \"gone\"  | {} | {} | /training_data/target | no column gone",
                "\"target\": \"state\" | {} | {} | /validation_config/positive_class | the text in state",
                "\"target\": \"flag\" | {\"positive_class\": \"1\"} | {} | /validation_config/positive_class | true and false",
                "\"target\": \"broken\" | {\"positive_class\": \"2\"} | {} | /validation_config/positive_class | 0 and 1",
                "\"target\": null | {\"positive_class\": \"bad\"} | {} | /validation_config/positive_class | target",
                "\"horizon\": 3 | {} | {} | /training_data/horizon | forecasting",
                "\"target\": null | {} | {\"contamination\": 0} | /hyperparameters/contamination | above 0",
                "\"target\": null | {} | {\"contamination\": 0.51} | /hyperparameters/contamination | 0.5",
                "\"target\": null | {} | {\"nu\": 0.5} | /hyperparameters/nu | max_samples",
            })
    void refuses(String data, String validation, String hyperparameters, String pointer, String allowed) {
        Http.Answer refused = http.post(JOBS, request("isolation_forest", ", " + data, validation, hyperparameters));

        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(422);
        assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(refused.body().path("detail").asString()).contains(allowed);
        assertThat(workspace.jobs()).isZero();
    }

    @Test
    void refusesAnAlgorithmOfAnotherTask() {
        Http.Answer refused = http.post(JOBS, request("random_forest", "", "{}", "{}"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("detail").asString()).contains("isolation_forest, one_class_svm");
    }

    private String request(String algorithm, String data, String validation, String hyperparameters) {
        return """
                {"model_name": "readings", "algorithm": "%s", "task": "anomaly_detection",
                 "training_data": {"dataset_id": "%s", "features": ["heat"]%s},
                 "validation_config": %s, "hyperparameters": %s}""".formatted(algorithm, dataset, data, validation, hyperparameters);
    }
}
