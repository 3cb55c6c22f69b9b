package dev.millrace.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApiTest
class AnswerHeadersTest {
    private static final String FRIEND = "https://app.example.com";

    private final Http http;

    AnswerHeadersTest(@LocalServerPort int port) {
        http = new Http(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/docs",
                "/swagger-ui/index.html",
                "/health",
                "/api/v1/quotas",
                "/api/v1/nothing",
                "/v3/api-docs"
            })
    void everyAnswerKeepsBrowsersFromDoingMoreThanItIsFor(String path) {
        Http.Answer answer = http.get(path);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.response().headers().allValues("Content-Security-Policy"))
                .hasSize(1)
                .allSatisfy(policy ->
                        assertThat(policy).contains("frame-ancestors 'none'").doesNotContain("*"));
        assertThat(answer.header("Strict-Transport-Security")).isEmpty();
    }

    @Test
    void answersOfTheApiAreNotKept() {
        assertThat(http.get("/api/v1/quotas").header("Cache-Control")).contains("no-store");
        assertThat(http.get("/api/v1/quotas").header("Content-Security-Policy")).startsWith("default-src 'none'");
    }

    @Test
    void whatCameByTlsIsAskedForByTlsAgain() {
        assertThat(http.get("/health", "X-Forwarded-Proto", "https").header("Strict-Transport-Security"))
                .startsWith("max-age=31536000");
    }

    @Test
    void aPreflightOfAKnownOriginIsAnsweredBeforeSignIn() {
        Http.Answer answer = preflight(FRIEND);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(FRIEND);
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(answer.header("Vary")).contains("Origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "https://app.example.com.evil.example",
                "https://app.example.com:8443",
                "http://app.example.com",
                "null"
            })
    void noOtherOriginIsLetIn(String origin) {
        Http.Answer answer = preflight(origin);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(http.get("/api/v1/quotas", "Origin", origin).header("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @Test
    void aPageOfAKnownOriginStillNeedsACredential() {
        Http.Answer answer = http.get("/api/v1/quotas", "Origin", FRIEND);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(FRIEND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "https://*.example.com", "app.example.com", "https://app.example.com/", "null", "ftp://x"})
    void onlyExactOriginsCanBeConfigured(String configured) {
        assertThatThrownBy(() -> new Origins(configured)).isInstanceOf(IllegalStateException.class);
    }

    private Http.Answer preflight(String origin) {
        return http.send(
                "OPTIONS",
                "/api/v1/training/jobs",
                null,
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "x-api-key, content-type");
    }
}
