package dev.millrace.entities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import dev.millrace.Http.Answer;
import dev.millrace.Workspace;
import dev.millrace.security.ApiKeys;
import dev.millrace.security.Role;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApiTest
class EntitiesApiTest {
    private static final String LEADS = "/api/v1/entities/lead";

    private final Workspace workspace;
    private final Http http;
    private final Workspace stranger;
    private final ApiKeys keys;

    @Autowired
    EntitiesApiTest(@LocalServerPort int port, ApiKeys keys) {
        this.workspace = Workspace.fresh(port, keys);
        this.http = workspace.http();
        this.stranger = Workspace.fresh(port, keys);
        this.keys = keys;
    }

    @Test
    void writesReadsAndDeletesAnEntity() {
        Answer made = http.send("PUT", LEADS + "/l1", "{\"email\": \"a@b.example\", \"score\": 7}");
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        assertThat(made.body().at("/attributes/score").asInt()).isEqualTo(7);
        assertThat(http.send("PUT", LEADS + "/l1", "{\"attributes\": {\"score\": 7, \"email\": \"a@b.example\"}}")
                        .header("ETag"))
                .as("the same again")
                .isEqualTo(made.header("ETag"));
        Answer read = http.get(LEADS + "/l1");
        assertThat(read.body()).isEqualTo(made.body());
        assertThat(http.get(LEADS + "/l1", "If-None-Match", read.header("ETag")).status())
                .isEqualTo(304);
        assertThat(http.send("PUT", LEADS + "/l1", "{\"score\": 8}", "If-Match", "\"other\"")
                        .status())
                .isEqualTo(412);
        assertThat(http.send("PUT", LEADS + "/new", "{}", "If-Match", "*").status())
                .as("nothing is there to match")
                .isIn(201, 412);
        assertThat(http.send("PUT", LEADS + "/l1", "{\"score\": 8}", "If-Match", read.header("ETag"))
                        .status())
                .isEqualTo(200);
        assertThat(http.send("DELETE", LEADS + "/l1", null, "If-Match", read.header("ETag"))
                        .status())
                .isEqualTo(412);
        assertThat(http.send("DELETE", LEADS + "/l1", null).status()).isEqualTo(204);
        assertThat(http.get(LEADS + "/l1").status()).isEqualTo(404);
        assertThat(http.send("DELETE", LEADS + "/l1", null).status()).isEqualTo(404);
    }

    @Test
    void readsIdsAsTheClientWroteThem() {
        String path = LEADS + "/J%C3%BCrgen%20%26%20Co%3F%23+1@x";
        Answer made = http.send("PUT", path, "{}");
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        assertThat(made.body().path("id").asString()).isEqualTo("Jürgen & Co?#+1@x");
        assertThat(http.get(made.header("Location")).status()).isEqualTo(200);
    }

    @Test
    void refusesWhatCannotBeKept() {
        Answer wrong = http.send("PUT", LEADS + "/l1", "{\"employees\": \"many\"}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body().at("/errors/0/pointer").asString()).isEqualTo("/employees");
        assertThat(http.send("PUT", LEADS + "/l1", "[]").status()).isEqualTo(400);
        assertThat(http.send("PUT", LEADS + "/l1", "{\"a\": 1, \"a\": 2}").status())
                .isEqualTo(400);
        assertThat(http.send("PUT", LEADS + "/l1", "{\"id\": \"other\"}").status())
                .isEqualTo(422);
        assertThat(http.send("PUT", LEADS + "/" + "x".repeat(201), "{}").status())
                .isEqualTo(422);
        assertThat(http.send("PUT", "/api/v1/entities/unicorn/1", "{}").status())
                .isEqualTo(404);
    }

    @Test
    void listsInPagesAndByWhatTheyBelongTo() {
        for (int i = 0; i < 3; i++) {
            http.send("PUT", LEADS + "/l" + i, "{\"company_id\": \"c" + i % 2 + "\"}");
        }
        Answer first = http.get(LEADS + "?limit=2");
        assertThat(first.body().at("/items/0/id").asString()).isEqualTo("l2");
        Answer second = http.get(
                LEADS + "?limit=2&cursor=" + first.body().path("next_cursor").asString());
        assertThat(second.body().path("items").size()).isEqualTo(1);
        assertThat(second.body().path("next_cursor").isNull()).isTrue();
        assertThat(http.get(LEADS + "?related_to=company/c0")
                        .body()
                        .path("items")
                        .size())
                .isEqualTo(2);
        assertThat(http.get(LEADS + "?related_to=c0").status()).isEqualTo(400);
        assertThat(stranger.http().get(LEADS).body().path("items").size()).isZero();
        assertThat(stranger.http().get(LEADS + "/l1").status()).isEqualTo(404);
    }

    @Test
    void findsTextInIdsAndAttributes() {
        http.send("PUT", LEADS + "/first", "{\"company\": \"100%_Pure\", \"tags\": [\"Autumn\"]}");
        http.send("PUT", LEADS + "/second", "{\"company\": \"Other\", \"company_id\": \"c0\"}");

        assertThat(found("q=SECOND")).containsExactly("second");
        assertThat(found("q=0%25_p")).containsExactly("first");
        assertThat(found("q=autumn")).containsExactly("first");
        assertThat(found("q=%25")).containsExactly("first");
        assertThat(found("q=other&related_to=company/c0")).containsExactly("second");
        assertThat(found("q=other&related_to=company/c1")).isEmpty();
        assertThat(found("q=%20")).containsExactly("second", "first");
        assertThat(http.get(LEADS + "?q=" + "x".repeat(201)).status()).isEqualTo(400);
        assertThat(http.get(LEADS + "?q=a%00b").status()).isEqualTo(400);
    }

    private List<String> found(String query) {
        return http.get(LEADS + "?" + query)
                .body()
                .path("items")
                .valueStream()
                .map(lead -> lead.path("id").asString())
                .toList();
    }

    @Test
    void importsARawBodyAndAMultipartOne() {
        Answer raw = post("text/csv", "id,employees\nr1,1\nr2,x\n");
        assertThat(raw.response().body())
                .isEqualTo("{\"imported\":1,\"updated\":0,\"failed\":1,\"failures\":[{\"row\":2,\"reason\":"
                        + "\"employees of a lead is an integer of at least 0\"}]}");
        Answer parts = post("multipart/form-data; boundary=b", """
                --b\r
                Content-Disposition: form-data; name="file"; filename="leads.jsonl"\r
                \r
                {"id": "m1"}
                {"id": "r1"}\r
                --b--\r
                """);
        assertThat(parts.body().path("imported").asInt()).isEqualTo(1);
        assertThat(parts.body().path("updated").asInt()).isEqualTo(1);
        assertThat(post("text/csv", "").status()).isEqualTo(422);
        assertThat(post("multipart/form-data; boundary=b", "--b--\r\n").status())
                .isBetween(400, 422);
        assertThat(post("text/csv", "id,name\n" + "b1,x\n".repeat(4_000_000)).status())
                .as("larger than other bodies may be")
                .isEqualTo(200);
    }

    @Test
    void letsViewersReadOnly() {
        Http viewer = http.as(
                keys.create(workspace.tenant(), "viewer", Role.VIEWER, null).secret());
        assertThat(viewer.get(LEADS).status()).isEqualTo(200);
        assertThat(viewer.send("PUT", LEADS + "/v", "{}").status()).isEqualTo(403);
        assertThat(viewer.send("DELETE", LEADS + "/v", null).status()).isEqualTo(403);
        assertThat(viewer.post(LEADS + "/import", "{\"id\": \"v\"}").status()).isEqualTo(403);
    }

    private Answer post(String type, String body) {
        return Http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + LEADS + "/import"))
                .header("Content-Type", type)
                .header("X-API-Key", Objects.requireNonNull(http.key()))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }
}
