package dev.millrace.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import dev.millrace.Workspace;
import dev.millrace.security.ApiKeys;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApiTest
class QuotasApiTest {
    private final Http platform;
    private final Workspace workspace;

    @Autowired
    QuotasApiTest(@LocalServerPort int port, ApiKeys keys) {
        platform = new Http(port);
        workspace = Workspace.fresh(port, keys);
    }

    @Test
    void requestsBeyondTheRateAreRefusedAndOthersAreToldWhatIsLeft() {
        limit("{\"requests_per_second\": 1, \"request_burst\": 5}");
        var answers = IntStream.range(0, 12)
                .mapToObj(i -> workspace.http().get("/api/v1/quotas"))
                .toList();
        assertThat(answers.getFirst().header("RateLimit-Policy")).isEqualTo("\"workspace\";q=5;w=5");
        assertThat(answers.getFirst().header("RateLimit")).matches("\"workspace\";r=4;t=\\d+");
        Http.Answer refused = answers.stream()
                .filter(answer -> answer.status() == 429)
                .findFirst()
                .orElseThrow();
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.body().path("type").asString()).endsWith("#rate-limited");
        Http.Answer openAi = workspace.http().get("/v1/models");
        assertThat(openAi.body().at("/error/code").asString()).isEqualTo("rate_limit_exceeded");
    }

    @Test
    void quotasSayWhatIsUsedAndRefuseMore() {
        String dataset = workspace.upload("customers", Workspace.CUSTOMERS);
        limit("{\"open_jobs\": 1, \"dataset_rows\": 60}");
        String job = """
                {"model_name": "upsell", "algorithm": "random_forest", "task": "classification",
                 "training_data": {"dataset_id": "%s", "target": "churned"}}""".formatted(dataset);
        assertThat(workspace.http().post("/api/v1/training/jobs", job).status()).isEqualTo(202);
        Http.Answer second = workspace.http().post("/api/v1/training/jobs", job);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body().path("detail").asString()).contains("open_jobs is 1 and 1 are used");

        var quotas = workspace.http().get("/api/v1/quotas").body();
        assertThat(quotas.at("/open_jobs/used").asLong()).isEqualTo(1);
        assertThat(quotas.at("/dataset_rows/used").asLong()).isEqualTo(40);
        assertThat(quotas.at("/dataset_rows/limit").asLong()).isEqualTo(60);
        assertThat(quotas.at("/storage_bytes/used").asLong()).isPositive();
    }

    @Test
    void limitsThatAreNoneAreRefused() {
        assertThat(put("{\"open_jobs\": -1}").status()).isEqualTo(422);
        assertThat(put("{\"open_jobs\": \"many\"}").status()).isEqualTo(400);
        assertThat(put("{\"jobs\": 1}").status()).isEqualTo(400);
        assertThat(platform.send("PUT", "/api/v1/workspaces/Not-One/quotas", "{}")
                        .status())
                .isEqualTo(404);
    }

    private void limit(String json) {
        assertThat(put(json).status()).isEqualTo(200);
    }

    private Http.Answer put(String json) {
        return platform.send("PUT", "/api/v1/workspaces/" + workspace.tenant() + "/quotas", json);
    }
}
