package dev.millrace.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import dev.millrace.models.text.MiniLm;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Of OpenAI's protocol, what needs no language model: embeddings, the list of models, who may come in, and how it is told. */
@ApiTest
class OpenAiProtocolTest {
    private static final String EMBED = "/v1/embeddings";

    private final Http http;

    OpenAiProtocolTest(@LocalServerPort int port) {
        http = new Http(port);
    }

    @Test
    void embedsTheSameInBothEncodings() {
        JsonNode floats = http.post(EMBED, "{\"model\": \"all-MiniLM-L6-v2\", \"input\": [\"a cat\", \"a dog\"]}")
                .body();
        JsonNode base64 = http.post(EMBED, """
                        {"model": "all-MiniLM-L6-v2", "input": "a dog", "encoding_format": "base64", "dimensions": 384}""").body();
        assertThat(floats.at("/data").size()).isEqualTo(2);
        assertThat(floats.at("/data/1/index").asInt()).isEqualTo(1);
        assertThat(floats.at("/usage/prompt_tokens").asInt()).isEqualTo(8);
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder()
                        .decode(base64.at("/data/0/embedding").asString()))
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.remaining()).isEqualTo(MiniLm.WIDTH * Float.BYTES);
        assertThat(bytes.getFloat(4)).isEqualTo(floats.at("/data/1/embedding/1").floatValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "{\"input\": \"a\"} | 400 | model",
                "{\"model\": \"text-embedding-3-small\", \"input\": \"a\"} | 404 | model",
                "{\"model\": \"all-MiniLM-L6-v2\"} | 400 | input",
                "{\"model\": \"all-MiniLM-L6-v2\", \"input\": []} | 400 | input",
                "{\"model\": \"all-MiniLM-L6-v2\", \"input\": [1, 2]} | 400 | input",
                "{\"model\": \"all-MiniLM-L6-v2\", \"input\": [[1]]} | 400 | input",
                "{\"model\": \"all-MiniLM-L6-v2\", \"input\": [\"a\", \"\"]} | 400 | input[1]",
                "{\"model\": \"all-MiniLM-L6-v2\", \"input\": \"a\", \"dimensions\": 10} | 400 | dimensions",
                "{\"model\": \"all-MiniLM-L6-v2\", \"input\": \"a\", \"encoding_format\": \"hex\"} | 400 | encoding_format",
            })
    void whatCannotBeEmbeddedIsRefused(String body, int status, String param) {
        Http.Answer answer = http.post(EMBED, body);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.body().at("/error/param").asString("")).isEqualTo(param);
    }

    @Test
    void aTextThatTheModelWouldNotReadToItsEndIsCutOnlyWhenAsked() {
        String body = "{\"model\": \"all-MiniLM-L6-v2\", \"input\": \"%s\"%s}";
        String text = "word ".repeat(300);
        assertThat(http.post(EMBED, body.formatted(text, "")).status()).isEqualTo(400);
        Http.Answer cut = http.post(EMBED, body.formatted(text, ", \"truncate\": true"));
        assertThat(cut.body().at("/usage/total_tokens").asInt()).isEqualTo(256);
    }

    @Test
    void listsWhatCanBeAsked() {
        JsonNode models = http.get("/v1/models").body();
        assertThat(models.at("/object").asString()).isEqualTo("list");
        assertThat(models.at("/data").valueStream().map(model -> model.at("/id").asString()))
                .contains("default", "fast", "smart", "all-MiniLM-L6-v2");
        assertThat(http.get("/v1/models/all-MiniLM-L6-v2").body().at("/object").asString())
                .isEqualTo("model");
        Http.Answer none = http.get("/v1/models/openai/no-such");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.body().at("/error/code").asString()).isEqualTo("model_not_found");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/v1/nothing-here,404,unknown_url",
        "DELETE,/v1/embeddings,405,method_not_allowed",
        "GET,/v1/chat/completions/,405,method_not_allowed",
    })
    void errorsOfFiltersAndHandlersAreInTheProtocolsForm(String method, String path, int status, String code) {
        Http.Answer answer = http.send(method, path, null);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.body().at("/error/code").asString()).isEqualTo(code);
        assertThat(answer.header("x-request-id")).isNotBlank();
    }

    @Test
    void bodiesThatAreNoneAndTooLargeAreErrorsOfTheProtocol() {
        assertThat(http.post(EMBED, "{").body().at("/error/type").asString()).isEqualTo("invalid_request_error");
        Http.Answer large = http.post(EMBED, "{\"input\": \"" + "a".repeat(17 << 20) + "\"}");
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.body().at("/error/code").asString()).isEqualTo("too_large");
    }

    @Test
    void anApiKeyIsABearersToken() {
        Http.Answer made = http.post("/api/v1/api-keys", "{\"name\": \"app\", \"role\": \"viewer\"}");
        String key = made.body().at("/key").asString();
        assertThat(http.get("/v1/models", "Authorization", "Bearer " + key).status())
                .isEqualTo(200);
        Http.Answer wrong = http.get("/v1/models", "Authorization", "Bearer sk-wrong");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.body().at("/error/code").asString()).isEqualTo("invalid_api_key");
        Http.Answer refused = http.post(
                "/v1/chat/completions", "{\"model\": \"default\", \"messages\": []}", "Authorization", "Bearer " + key);
        assertThat(refused.status()).isEqualTo(403);
    }
}
