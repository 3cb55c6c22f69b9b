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
class TextColumnsTest {
    private static final String JOBS = "/api/v1/training/jobs";

    private final Workspace workspace;
    private final Http http;
    private String dataset = "";

    @Autowired
    TextColumnsTest(@LocalServerPort int port, ApiKeys keys) {
        workspace = Workspace.fresh(port, keys);
        http = workspace.http();
    }

    @BeforeEach
    void uploadMessages() {
        StringBuilder csv = new StringBuilder("message,re/mark~,words,day,label\n");
        for (int row = 0; row < 20; row++) {
            csv.append("text number %d,note %d,%d,2026-01-%02d,%b%n".formatted(row, row, row, row + 1, row % 2 == 0));
        }
        dataset = workspace.upload("messages", csv.toString());
    }

    @Test
    void acceptsColumnsThatAreReadAsTexts() {
        Http.Answer accepted = submit("{\"message\": \"tfidf\", \"re/mark~\": \"minilm\"}", "");

        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        assertThat(accepted.body().at("/training_data/text/message").asString()).isEqualTo("tfidf");
        assertThat(submit("null", "").body().at("/training_data/text").isEmpty())
                .as("none")
                .isTrue();
        assertThat(submit("{}", "").status()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"gone/by\": \"tfidf\"} | `` | 422 | /training_data/text/gone~1by | it has message",
                "{\"words\": \"tfidf\"} | `` | 422 | /training_data/text/words | type string",
                "{\"label\": \"tfidf\"} | `` | 422 | /training_data/text/label | not a feature",
                "{\"re/mark~\": \"tfidf\"} | \"features\": [\"message\"] | 422 | /training_data/text/re~1mark~0 | not a feature",
                "{\"message\": null} | `` | 422 | /training_data/text | tfidf",
                "{\"message\": \"bow\"} | `` | 422 | /training_data/text/message | tfidf",
                "[\"message\"] | `` | 400 | /training_data/text | object",
            })
    void refusesOthersAndSaysWhatIsAllowed(String text, String more, int status, String pointer, String allowed) {
        Http.Answer refused = submit(text, more);

        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(status);
        assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(refused.body().at("/errors/0/detail").asString()).contains(allowed);
    }

    @Test
    void refusesTextsInAForecast() {
        Http.Answer refused = http.post(JOBS, """
                {"model_name": "m", "algorithm": "arma", "task": "forecasting",
                 "training_data": {"dataset_id": "%s", "target": "words", "time_column": "day", "horizon": 3,
                   "text": {"message": "tfidf"}}}""".formatted(dataset));

        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(422);
        assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo("/training_data/text");
    }

    private Http.Answer submit(String text, String more) {
        return http.post(JOBS, """
                {"model_name": "m", "algorithm": "logistic_regression", "task": "classification",
                 "training_data": {"dataset_id": "%s", "target": "label", "text": %s%s}}""".formatted(dataset, text, more.isEmpty() ? "" : ", " + more));
    }
}
