package dev.millrace.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import dev.millrace.Workspace;
import dev.millrace.security.ApiKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApiTest
class ForecastingsTest {
    private static final String JOBS = "/api/v1/training/jobs";
    private static final String MONTHLY = "\"time_column\": \"month\", \"horizon\": 6";

    private final Workspace workspace;
    private final Http http;
    private String dataset = "";

    @Autowired
    ForecastingsTest(@LocalServerPort int port, ApiKeys keys) {
        workspace = Workspace.fresh(port, keys);
        http = workspace.http();
    }

    @BeforeEach
    void uploadSales() {
        StringBuilder csv = new StringBuilder("month,sales,shop\n");
        for (int row = 0; row < 48; row++) {
            csv.append("%d-%02d-01,%d,s%d%n".formatted(2022 + row / 12, 1 + row % 12, 100 + row, row % 2));
        }
        dataset = workspace.upload("sales", csv.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"arma", "boosted_lags"})
    void acceptsAForecastTestedFromFiveOrigins(String algorithm) {
        Http.Answer accepted = submit(algorithm, "\"target\": \"sales\", " + MONTHLY);

        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        assertThat(accepted.body().at("/training_data/horizon").asInt()).isEqualTo(6);
        assertThat(accepted.body().at("/validation_config/strategy").asString()).isEqualTo("time_ordered");
        assertThat(accepted.body().at("/validation_config/folds").asInt()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "arma    | \"target\": \"sales\", \"horizon\": 6             | /training_data/time_column | required",
                "arma    | \"target\": \"sales\", \"time_column\": \"month\" | /training_data/horizon     | how many steps",
                "arma    | \"target\": \"sales\", \"time_column\": \"shop\", \"horizon\": 6 | /training_data/time_column | timestamp, integer or number",
                "arma    | \"target\": \"sales\", \"time_column\": \"month\", \"horizon\": 60 | /training_data/horizon | needs at least 72",
                "arma    | \"target\": \"sales\", \"time_column\": \"month\", \"horizon\": 6, \"features\": [\"shop\"] | /training_data/features | own past",
                "arma    | \"target\": \"shop\", \"time_column\": \"month\", \"horizon\": 6 | /training_data/target | integer or number",
                "xgboost | \"target\": \"sales\", \"time_column\": \"month\", \"horizon\": 6 | /algorithm | arma, boosted_lags",
            })
    void refusesWhatIsNoForecast(String algorithm, String data, String pointer, String allowed) {
        Http.Answer refused = submit(algorithm, data);

        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(422);
        assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(refused.body().path("detail").asString()).contains(allowed);
        assertThat(workspace.jobs()).isZero();
    }

    private Http.Answer submit(String algorithm, String data) {
        return http.post(JOBS, """
                {"model_name": "sales", "task": "forecasting", "algorithm": "%s",
                 "training_data": {"dataset_id": "%s", %s}}""".formatted(algorithm, dataset, data));
    }
}
