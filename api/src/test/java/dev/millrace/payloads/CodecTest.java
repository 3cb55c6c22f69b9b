package dev.millrace.payloads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import dev.millrace.security.ApiKeys;
import dev.millrace.security.Role;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApiTest
class CodecTest {
    private static final String UI = "http://localhost:8233";

    private final Http http;
    private final ApiKeys keys;
    private final TenantId tenant = TestDatabase.get().workspace();

    CodecTest(@LocalServerPort int port, @Autowired ApiKeys keys) {
        this.http = new Http(port);
        this.keys = keys;
    }

    @Test
    void opensForAPlatformAdminWhatItHasClosed() {
        Http.Answer closed = http.post("/codec/encode?workspace=" + tenant, payloads("Ada"));
        assertThat(closed.body().at("/payloads/0/metadata/encoding").asString())
                .isEqualTo(base64("binary/millrace-encrypted"));

        Http.Answer opened = http.post("/codec/decode", closed.response().body());

        assertThat(opened.body().at("/payloads/0/data").asString()).isEqualTo(base64("Ada"));
        assertThat(opened.header("Cache-Control")).contains("no-store");
        assertThat(http.post("/codec/encode", payloads("Ada"))
                        .body()
                        .at("/payloads/0/data")
                        .asString())
                .as("without a workspace it stays readable")
                .isEqualTo(base64("Ada"));
    }

    @Test
    void opensForNobodyElse() {
        Http admin = http.as(keys.create(tenant, "admin", Role.ADMIN, null).secret());
        assertThat(admin.post("/codec/decode", payloads("Ada")).status()).isEqualTo(403);
        assertThat(admin.post("/codec/encode", payloads("Ada")).status()).isEqualTo(403);
        assertThat(http.as("mr_unknown").post("/codec/decode", payloads("Ada")).status())
                .isEqualTo(401);
    }

    @Test
    void temporalsWebUiMayUseItFromTheBrowser() {
        Http.Answer asked = http.send(
                "OPTIONS",
                "/codec/decode",
                null,
                "Origin",
                UI,
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "x-namespace");
        assertThat(asked.status()).isEqualTo(204);
        assertThat(asked.header("Access-Control-Allow-Origin")).isEqualTo(UI);
        Http.Answer answer = http.post("/codec/decode", payloads("Ada"), "Origin", UI, "Sec-Fetch-Site", "same-site");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(UI);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example", "http://localhost:8234", "http://localhost:8233.evil.example", "null"})
    void noOtherPageMay(String origin) {
        Http.Answer answer =
                http.post("/codec/decode", payloads("Ada"), "Origin", origin, "Sec-Fetch-Site", "same-site");
        assertThat(answer.status()).isIn(401, 403);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void temporalsWebUiMayUseNothingElse() {
        assertThat(http.get("/api/v1/api-keys", "Origin", UI, "Sec-Fetch-Site", "same-site")
                        .status())
                .isIn(401, 403);
        assertThat(http.get("/codec/../api/v1/api-keys", "Origin", UI).status()).isIn(400, 401, 403);
        assertThat(http.post("/codec/decode", payloads("Ada"), "Origin", UI, "X-Forwarded-For", "1.2.3.4")
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"payloads\": 1}", "{\"payloads\": [{\"data\": \"?\"}]}", "{\"other\": []}"})
    void whatIsNoPayloadIsRefused(String body) {
        assertThat(http.post("/codec/decode", body).status()).isEqualTo(400);
    }

    @Test
    void aPayloadThatCannotBeOpenedSaysWhy() {
        Http.Answer closed = http.post("/codec/encode?workspace=" + tenant, payloads("Ada"));
        String cut = closed.response().body().replaceAll("\"data\": \"....", "\"data\": \"AAAA");
        Http.Answer answer = http.post("/codec/decode", cut);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body().at("/detail").asString()).contains("was changed");
    }

    private static String payloads(String data) {
        return "{\"payloads\": [{\"metadata\": {\"encoding\": \"%s\"}, \"data\": \"%s\"}]}"
                .formatted(base64("json/plain"), base64(data));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
