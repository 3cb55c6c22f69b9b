package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApiTest
class ConventionsTest {
    private static final String KEYS = "/api/v1/api-keys";

    private final Http http;

    ConventionsTest(@LocalServerPort int port) {
        http = new Http(port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                                | 400 |        ",
                "[]                                               | 400 |        ",
                "{\"name\":\"a\",\"role\":\"viewer\",\"nmae\":1}  | 400 | /nmae  ",
                "{\"name\":\"a\",\"role\":\"boss\"}               | 422 | /role  ",
                "{\"name\":5,\"role\":\"viewer\"}                 | 400 | /name  ",
                "{\"name\":\"a\",\"name\":\"b\",\"role\":\"viewer\"} | 400 |      ",
                "{\"name\":\"a\",\"role\":\"viewer\",\"expires_at\":\"soon\"} | 400 | /expires_at",
                "{\"name\":\"a\",\"role\":\"viewer\",\"expires_at\":\"2020-01-01T00:00:00Z\"} | 422 | /expires_at",
                "{\"name\":\"\",\"role\":\"viewer\"}              | 422 | /name  ",
                "{\"role\":\"viewer\"}                            | 422 | /name  ",
            })
    void badBodiesAreRefusedWithThePlaceAndWhatIsAllowed(String body, int status, String pointer) {
        Http.Answer answer = http.post(KEYS, body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body().at("/errors/0/pointer").asString()).isEqualTo(pointer == null ? "" : pointer);
        assertThat(answer.body().at("/detail").asString()).isNotBlank();
        assertThat(answer.body().at("/trace_id").asString()).matches("[0-9a-f]{32}");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/v1/nothing-here,404",
        "PATCH,/api/v1/api-keys,405",
        "QUERY,/api/v1/api-keys,405",
        "GET,/api/v1/audit?=x,400",
        "GET,/api/v1/audit?limit=0,400",
        "GET,/api/v1/audit?limit=many,400",
        "GET,/api/v1/audit?cursor=AAAA,400",
        "DELETE,/api/v1/api-keys/not-a-uuid,404",
        "GET,/%00,400",
    })
    void whatCannotBeIsAProblem(String method, String path, int status) {
        Http.Answer answer = http.send(method, path, null);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    }

    @Test
    void aHeaderThatIsNoneIsAProblemToo() throws IOException {
        String request = "GET /health HTTP/1.1\r\nHost: localhost\r\nIf-Match: \u0001\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), http.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "RFC 9112");
        }
    }

    @Test
    void aTraceGoesOnAndComesBack() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        Http.Answer answer = http.get("/api/v1/nothing-here", "traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
        assertThat(answer.body().at("/trace_id").asString()).isEqualTo(trace);
        assertThat(answer.header("traceparent")).startsWith("00-" + trace);
    }

    @Test
    void pathsAnswerWithATrailingSlashToo() {
        assertThat(http.get(KEYS + "/").status()).isEqualTo(200);
        assertThat(http.get("/docs/").status()).isEqualTo(http.get("/docs").status());
    }

    @Test
    void listsGoOnWhereTheyStopped() {
        for (int i = 0; i < 3; i++) {
            http.post(KEYS, "{}");
        }
        Http.Answer first = http.get("/api/v1/audit?limit=2");
        assertThat(first.body().at("/items").size()).isEqualTo(2);
        Http.Answer second = http.get("/api/v1/audit?limit=2&cursor="
                + first.body().at("/next_cursor").asString());
        assertThat(second.body().at("/items/0/id").asString())
                .isLessThan(first.body().at("/items/1/id").asString());
    }

    @Test
    void otherContentTypesAreRefused() {
        assertThat(http.send("POST", KEYS, null, "Content-Type", "text/plain").status())
                .isEqualTo(415);
    }

    @Test
    void bodiesAreBounded() {
        String large = "{\"name\":\"" + "a".repeat(17 << 20) + "\",\"role\":\"viewer\"}";
        assertThat(http.post(KEYS, large).status()).isEqualTo(413);
    }
}
