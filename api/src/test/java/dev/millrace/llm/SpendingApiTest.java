package dev.millrace.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.millrace.ApiTest;
import dev.millrace.Http;
import dev.millrace.Workspace;
import dev.millrace.llm.spending.Ledger;
import dev.millrace.security.ApiKeys;
import dev.millrace.security.Role;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApiTest
class SpendingApiTest {
    private static final String BUDGETS = "/api/v1/llm/budgets/";

    private final Workspace workspace;
    private final Http admin;
    private final Ledger ledger;

    @Autowired
    SpendingApiTest(@LocalServerPort int port, ApiKeys keys, Ledger ledger) {
        workspace = Workspace.fresh(port, keys);
        admin = new Http(
                port, keys.create(workspace.tenant(), "admin", Role.ADMIN, null).secret());
        this.ledger = ledger;
    }

    @Test
    void aBudgetIsSetReadChangedAndDeleted() {
        Http.Answer made =
                put("model:openai/gpt-5-mini", "{\"soft\": \"8\", \"hard\": \"10.00\", \"period\": \"month\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().path("hard").asString()).isEqualTo("10.00");
        assertThat(made.body().path("left").asString()).isEqualTo("10.00");
        assertThat(made.body().path("soft_exceeded").asBoolean()).isFalse();

        Http.Answer read = workspace.http().get(BUDGETS + "model:openai/gpt-5-mini");
        assertThat(read.body()).isEqualTo(made.body());
        assertThat(admin.get(BUDGETS + "model:openai/gpt-5-mini", "If-None-Match", read.header("ETag"))
                        .status())
                .isEqualTo(304);
        assertThat(put(
                                "model:openai/gpt-5-mini",
                                "{\"hard\": \"20\", \"period\": \"day\"}",
                                "If-Match",
                                read.header("ETag"))
                        .status())
                .isEqualTo(200);
        assertThat(put(
                                "model:openai/gpt-5-mini",
                                "{\"hard\": \"30\", \"period\": \"day\"}",
                                "If-Match",
                                read.header("ETag"))
                        .status())
                .isEqualTo(412);
        assertThat(admin.get("/api/v1/llm/budgets").body().at("/items/0/hard").asString())
                .isEqualTo("20.00");
        assertThat(admin.send("DELETE", BUDGETS + "model:openai/gpt-5-mini", null)
                        .status())
                .isEqualTo(204);
        assertThat(admin.get(BUDGETS + "model:openai/gpt-5-mini").status()).isEqualTo(404);
    }

    @Test
    void onlyAdminsSetBudgetsAndDeleteAnswers() {
        assertThat(workspace
                        .http()
                        .send("PUT", BUDGETS + "tenant", "{\"hard\": \"1\", \"period\": \"day\"}")
                        .status())
                .isEqualTo(403);
        assertThat(workspace.http().send("DELETE", "/api/v1/llm/cache", null).status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"period\": \"day\"}",
                "{\"hard\": \"1\"}",
                "{\"hard\": \"-1\", \"period\": \"day\"}",
                "{\"hard\": \"much\", \"period\": \"day\"}",
                "{\"hard\": \"1e999999999\", \"period\": \"day\"}",
                "{\"soft\": \"2\", \"hard\": \"1\", \"period\": \"day\"}",
            })
    void refusesABudgetThatIsNone(String body) {
        assertThat(put("tenant", body).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "feature:", "run:7", "team:sales"})
    void refusesAScopeThatIsNone(String scope) {
        assertThat(put(scope, "{\"hard\": \"1\", \"period\": \"day\"}").status())
                .isEqualTo(422);
    }

    @Test
    void knowsNoRunOfAnotherWorkspace() {
        assertThat(put("run:0199a0c0-0000-7000-8000-000000000001", "{\"hard\": \"1\", \"period\": \"total\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void addsUpWhatWasUsed() {
        book();
        Http.Answer usage = workspace.http().get("/api/v1/llm/usage?group_by=model");
        assertThat(usage.body().at("/items/0/key").asString()).isEqualTo("acme/exact");
        assertThat(usage.body().at("/items/0/cached").asInt()).isEqualTo(1);
        assertThat(usage.body().path("cost").asString()).isEqualTo("0.00");
        assertThat(workspace.http().get("/api/v1/llm/usage?group_by=moon").status())
                .isEqualTo(400);
        assertThat(workspace
                        .http()
                        .get("/api/v1/llm/usage?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aRunShowsWhatItHasUsed() {
        String dataset = workspace.upload("customers", Workspace.CUSTOMERS);
        String run = workspace
                .http()
                .post("/api/v1/training/jobs", """
                        {"model_name": "upsell", "algorithm": "random_forest", "task": "classification",
                         "training_data": {"dataset_id": "%s", "target": "churned"}}""".formatted(dataset))
                .body()
                .path("job_id")
                .asString();
        workspace.count(
                "WITH made AS (INSERT INTO llm_calls (id, tenant_id, at, run_id, feature, actor, asked, tokens_in,"
                        + " tokens_out, cost, cacheable, outcome, latency_ms) VALUES (gen_random_uuid(), '"
                        + workspace.tenant()
                        + "', now(), '" + run
                        + "', 'chat', 'me', 'default', 100, 20, 0.0123, false, 'answered', 5) RETURNING 1)"
                        + " SELECT count(*) FROM made");
        Http.Answer shown = workspace.http().get("/api/v1/ai/workflows/" + run);
        assertThat(shown.body().path("tokens_used").asInt()).isEqualTo(120);
        assertThat(shown.body().path("cost").asString()).isEqualTo("0.0123");
        Http.Answer listed = workspace.http().get("/api/v1/ai/workflows");
        assertThat(listed.body().at("/items/0/cost").asString()).isEqualTo("0.0123");
    }

    @Test
    void theCacheTellsHowItDoes() {
        book();
        Http.Answer stats = workspace.http().get("/api/v1/llm/cache/stats");
        assertThat(stats.body().path("hit_rate").asDouble()).isZero();
        assertThat(stats.body().path("redis_connected").asBoolean()).isFalse();
        assertThat(stats.body().path("local_cache_limit").asInt()).isEqualTo(1_000);
        assertThat(admin.send("DELETE", "/api/v1/llm/cache?pattern=openai/*", null)
                        .body()
                        .path("deleted")
                        .asInt())
                .isZero();
        assertThat(admin.send("DELETE", "/api/v1/llm/cache?pattern=", null).status())
                .isEqualTo(422);
    }

    @Test
    void aPromptIsWrittenLabelledAndRead() {
        Http http = workspace.http();
        Http.Answer made = http.post("/api/v1/llm/prompts", "{\"name\": \"hi\", \"template\": \"Hi {{name}}\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(http.post("/api/v1/llm/prompts", "{\"name\": \"hi\", \"template\": \"x\"}")
                        .status())
                .isEqualTo(409);
        assertThat(http.post("/api/v1/llm/prompts", "{\"name\": \"ho\", \"template\": \"{{\"}")
                        .status())
                .isEqualTo(422);
        Http.Answer second = http.post("/api/v1/llm/prompts/hi/versions", "{\"template\": \"Hello {{name}}\"}");
        assertThat(second.status()).isEqualTo(201);
        assertThat(http.get(second.header("Location")).body().at("/variables/0").asString())
                .isEqualTo("name");
        assertThat(http.get("/api/v1/llm/prompts/hi/versions?limit=1")
                        .body()
                        .at("/items/0/version")
                        .asInt())
                .isEqualTo(2);
        Http.Answer labelled =
                http.send("PUT", "/api/v1/llm/prompts/hi/labels/production", "{\"version\": 1}", "If-Match", "\"2\"");
        assertThat(labelled.status()).isEqualTo(200);
        assertThat(http.send("PUT", "/api/v1/llm/prompts/hi/labels/staging", "{\"version\": 2}", "If-Match", "\"2\"")
                        .status())
                .isEqualTo(412);
        Http.Answer read = http.get("/api/v1/llm/prompts/hi");
        assertThat(read.body().at("/labels/production").asInt()).isEqualTo(1);
        assertThat(http.get("/api/v1/llm/prompts/hi", "If-None-Match", read.header("ETag"))
                        .status())
                .isEqualTo(304);
        assertThat(http.get("/api/v1/llm/prompts/none/versions").status()).isEqualTo(404);
    }

    private Http.Answer put(String scope, String body, String... headers) {
        return admin.send("PUT", BUDGETS + scope, body, headers);
    }

    private void book() {
        LlmCall call = LlmCall.of(
                workspace.tenant(),
                "default",
                ChatRequest.builder().messages(UserMessage.from("?")).build(),
                Purpose.of("chat", "tester"));
        ledger.unpaid(
                call,
                new LlmAnswer(
                        ChatResponse.builder().aiMessage(AiMessage.from("!")).build(),
                        "acme",
                        "exact",
                        BigDecimal.ZERO,
                        LlmAnswer.Source.EXACT_CACHE,
                        true,
                        Duration.ofMillis(1)));
    }
}
