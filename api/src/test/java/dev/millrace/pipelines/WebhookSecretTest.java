package dev.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApiTest
class WebhookSecretTest {
    private static final String PATH = "/api/v1/workflows/webhook-secret";

    private final Http http;

    WebhookSecretTest(@LocalServerPort int port) {
        http = new Http(port);
    }

    @Test
    void anAdminSeesTheSecretThatStaysTheSame() {
        String secret = http.get(PATH).body().path("secret").asString();

        assertThat(secret).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(secret.substring(6))).hasSize(32);
        assertThat(http.get(PATH).body().path("secret").asString()).isEqualTo(secret);
        assertThat(http.get(PATH).header("Cache-Control")).contains("no-store");
    }

    @Test
    void lookingAtItIsAudited() {
        http.get(PATH);

        assertThat(http.get("/api/v1/audit?limit=1")
                        .body()
                        .at("/items/0/action")
                        .asString())
                .isEqualTo("GET " + PATH);
    }

    @Test
    void nobodyElseSeesIt() {
        Http.Answer made = http.post("/api/v1/api-keys", "{\"name\":\"ci\",\"role\":\"operator\"}");

        assertThat(http.as(made.body().path("key").asString()).get(PATH).status())
                .isEqualTo(403);
    }
}
