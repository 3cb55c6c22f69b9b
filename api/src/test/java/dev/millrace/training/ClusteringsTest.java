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
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApiTest
class ClusteringsTest {
    private static final String JOBS = "/api/v1/training/jobs";

    private final Workspace workspace;
    private final Http http;
    private String dataset = "";

    @Autowired
    ClusteringsTest(@LocalServerPort int port, ApiKeys keys) {
        workspace = Workspace.fresh(port, keys);
        http = workspace.http();
    }

    @BeforeEach
    void uploadCustomers() {
        dataset = workspace.upload("customers", Workspace.CUSTOMERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"k_means", "x_means", "dbscan", "hierarchical"})
    void acceptsATrainingWithoutATarget(String algorithm) {
        Http.Answer accepted = http.post(JOBS, request(algorithm, ""));

        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        assertThat(accepted.body().path("task").asString()).isEqualTo("clustering");
        assertThat(accepted.body().at("/training_data/target").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "k_means      | , \"target\": \"churned\"    | /training_data/target       | nothing is predicted",
                "k_means      | , \"split_column\": \"plan\" | /training_data/split_column | same rows",
                "knn          | ``                           | /algorithm                  | k_means, x_means, dbscan, hierarchical",
            })
    void refusesWhatDoesNotBelongToClusters(String algorithm, String more, String pointer, String allowed) {
        Http.Answer refused = http.post(JOBS, request(algorithm, more));

        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(422);
        assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(refused.body().path("detail").asString()).contains(allowed);
        assertThat(workspace.jobs()).isZero();
    }

    @Test
    void listsTheAlgorithmsThatFindClusters() {
        assertThat(http.get("/api/v1/training/algorithms").body().toString())
                .contains("\"k_means\"", "\"x_means\"", "\"dbscan\"", "\"hierarchical\"");
    }

    private String request(String algorithm, String more) {
        return """
                {"model_name": "segments", "algorithm": "%s", "task": "clustering",
                 "training_data": {"dataset_id": "%s", "features": ["age", "spend"]%s}}""".formatted(algorithm, dataset, more);
    }
}
