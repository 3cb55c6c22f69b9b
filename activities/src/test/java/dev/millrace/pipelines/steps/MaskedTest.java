package dev.millrace.pipelines.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.security.outbound.SensitiveNames;
import dev.millrace.tenancy.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class MaskedTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization", "Proxy-Authorization", "Cookie", "X-Api-Key", "apikey", "api_key", "apiKey",
                        "access_token",
                "accessToken", "X-Auth-Token", "client_secret", "password", "Signature", "X-Amz-Signature", "sig",
                        "key",
                "private-key", "X-Amz-Security-Token", "X-Amz-Credential", "authToken", "X-Vault-Token",
                        "Ocp-Apim-Subscription-Key"
            })
    void knowsTheNamesOfSecrets(String name) {
        assertThat(SensitiveNames.contains(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Accept", "Idempotency-Key", "tokens_used", "keyboard", "monkey", "author", "cookies_sold", "id"
            })
    void leavesOtherNamesAlone(String name) {
        assertThat(SensitiveNames.contains(name)).isFalse();
    }

    @Test
    void hidesSecretsWhereverARequestMayHoldThem() {
        JsonNode with = Json.parse("""
                {"method": "POST", "url": "https://user:pass1@example.com/a?api_key=pass2&q=1",
                 "headers": {"Authorization": "Bearer pass3", "Accept": "text/plain"},
                 "query": {"token": "pass4", "page": 2},
                 "json": {"user": {"name": "a", "password": "pass5"}, "list": [{"secret": ["pass6"]}]}}
                """);

        assertThat(Masked.http(with)).isEqualTo(Json.parse("""
                {"method": "POST", "url": "https://***@example.com/a?api_key=***&q=1",
                 "headers": {"Authorization": "***", "Accept": "text/plain"},
                 "query": {"token": "***", "page": 2},
                 "json": {"user": {"name": "a", "password": "***"}, "list": [{"secret": "***"}]}}
                """));
        assertThat(with.at("/headers/Authorization").asString())
                .as("only shown so")
                .isEqualTo("Bearer pass3");
    }

    @Test
    void hidesSecretsOfAForm() {
        JsonNode with = Json.parse("{\"url\": \"http://a\", \"body\": \"grant_type=x&client_secret=pass&scope=y\"}");

        assertThat(Masked.http(with).path("body").asString()).isEqualTo("grant_type=x&client_secret=***&scope=y");
    }

    @Test
    void leavesWhatIsNoObjectAsItIs() {
        assertThat(Masked.http(Json.parse("[1]"))).isEqualTo(Json.parse("[1]"));
        assertThat(Masked.http(Json.parse("{\"url\": 5}"))).isEqualTo(Json.parse("{\"url\": 5}"));
    }
}
