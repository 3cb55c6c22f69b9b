package dev.millrace.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import dev.millrace.security.ApiKeys;
import dev.millrace.security.Role;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApiTest
class ProvidersAndRoutesTest {
    private static final String PROVIDERS = "/api/v1/llm/providers";
    private static final String ROUTES = "/api/v1/llm/routes";

    private final Http admin;
    private final Http viewer;
    private final Http stranger;

    @Autowired
    ProvidersAndRoutesTest(@LocalServerPort int port, ApiKeys keys) {
        TenantId tenant = TestDatabase.get().workspace();
        admin = new Http(port, keys.create(tenant, "a", Role.ADMIN, null).secret());
        viewer = new Http(port, keys.create(tenant, "v", Role.VIEWER, null).secret());
        TenantId other = TestDatabase.get().workspace();
        stranger = new Http(port, keys.create(other, "s", Role.ADMIN, null).secret());
    }

    @Test
    void aProviderIsSetUpShownWithoutItsKeyAndDeleted() {
        Http.Answer made = admin.send(
                "PUT",
                PROVIDERS + "/house",
                "{\"kind\":\"openai_compatible\",\"base_url\":\"https://models.example.com/v1/\",\"api_key\":\"sk-secret\"}");

        assertThat(made.status()).as(made.body().toString()).isEqualTo(200);
        assertThat(made.body().path("base_url").asString()).isEqualTo("https://models.example.com/v1");
        assertThat(made.body().path("has_key").asBoolean()).isTrue();
        assertThat(made.body().path("health").asString()).isEqualTo("unknown");
        assertThat(made.body().path("cost").asString()).isEqualTo("0");
        assertThat(made.body().path("circuit_breaker").asString()).isEqualTo("closed");
        assertThat(made.response().body()).doesNotContain("sk-secret");
        assertThat(viewer.get(PROVIDERS).response().body()).contains("house").doesNotContain("sk-secret");
        assertThat(stranger.get(PROVIDERS + "/house").status()).isEqualTo(404);
        assertThat(stranger.send("DELETE", PROVIDERS + "/house", null).status()).isEqualTo(404);

        assertThat(admin.send("DELETE", PROVIDERS + "/house", null).status()).isEqualTo(204);
        assertThat(admin.send("DELETE", PROVIDERS + "/house", null).status()).isEqualTo(404);
    }

    @Test
    void saysWhatIsMissingWhileThereIsNone() {
        Http.Answer answer = stranger.get(PROVIDERS);

        assertThat(answer.body().path("items").isEmpty()).isTrue();
        assertThat(answer.body().path("missing").asString()).contains("OPENAI_API_KEY", "OLLAMA_BASE_URL");
    }

    @Test
    void aRouteIsWrittenReadAndDeletedAgain() {
        Http.Answer made = admin.send(
                "PUT",
                ROUTES + "/default",
                "{\"links\":[\"openai/gpt-5-mini\",\"local\"],\"choice\":\"cheapest\",\"timeout\":\"PT30S\"}");

        assertThat(made.status()).as(made.body().toString()).isEqualTo(200);
        assertThat(made.body().path("source").asString()).isEqualTo("workspace");
        assertThat(viewer.get(ROUTES + "/default").body().path("timeout").asString())
                .isEqualTo("PT30S");
        assertThat(stranger.get(ROUTES + "/default").body().path("source").asString())
                .isEqualTo("environment");

        assertThat(admin.send("DELETE", ROUTES + "/default", null).status()).isEqualTo(204);
        assertThat(viewer.get(ROUTES + "/default").body().path("links").toString())
                .isEqualTo("[\"local\"]");
        assertThat(admin.send("DELETE", ROUTES + "/default", null).status()).isEqualTo(404);
    }

    @Test
    void listsTheRoutesThatThereAlwaysAre() {
        assertThat(viewer.get(ROUTES).body().path("items").findValuesAsString("name"))
                .containsExactly("default", "fast", "smart");
    }

    @Test
    void onlyAdministratorsChangeThem() {
        assertThat(viewer.send("PUT", ROUTES + "/mine", "{\"links\":[\"local\"]}")
                        .status())
                .isEqualTo(403);
        assertThat(viewer.send("PUT", PROVIDERS + "/mine", "{\"kind\":\"openai\"}")
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "routes/mine     | {} | 422",
                "routes/mine     | {\"links\": []} | 422",
                "routes/mine     | {\"links\": [\"gpt\"]} | 422",
                "routes/mine     | {\"links\": [\"openai/../x\"]} | 422",
                "routes/mine     | {\"links\": [null]} | 422",
                "routes/mine     | {\"links\": [\"local\", \"local\"]} | 422",
                "routes/mine     | {\"links\": \"local\"} | 400",
                "routes/mine     | {\"links\": [\"local\"], \"choice\": \"best\"} | 422",
                "routes/mine     | {\"links\": [\"local\"], \"timeout\": \"P1D\"} | 422",
                "routes/mine     | {\"links\": [\"local\"], \"timeout\": \"soon\"} | 400",
                "routes/local    | {\"links\": [\"local\"]} | 422",
                "routes/Mine     | {\"links\": [\"local\"]} | 422",
                "providers/mine  | {} | 422",
                "providers/mine  | {\"kind\": \"best\"} | 422",
                "providers/mine  | {\"kind\": \"openai_compatible\"} | 422",
                "providers/mine  | {\"kind\": \"openai\", \"base_url\": \"ftp://x\"} | 422",
                "providers/mine  | {\"kind\": \"openai\", \"api_key\": \"a b\"} | 422",
                "providers/mine  | {\"kind\": \"openai\", \"max_concurrent\": 0} | 422",
                "providers/local | {\"kind\": \"openai\"} | 422",
                "providers/MINE  | {\"kind\": \"openai\"} | 422"
            })
    void badInputIsAClearProblem(String path, String body, int status) {
        Http.Answer answer = admin.send("PUT", "/api/v1/llm/" + path.strip(), body.strip());

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.body().path("detail").asString()).isNotBlank();
    }
}
