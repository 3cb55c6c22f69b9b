package dev.millrace.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import dev.millrace.Workspace;
import dev.millrace.security.ApiKeys;
import dev.millrace.security.Role;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ApiTest
class AuditTest {
    private final Http local;
    private final ApiKeys keys;
    private final TenantId tenant = TestDatabase.get().workspace();
    private final Http admin;
    private final int port;

    AuditTest(@LocalServerPort int port, @Autowired ApiKeys keys) {
        this.port = port;
        this.keys = keys;
        this.local = new Http(port);
        this.admin = local.as(keys.create(tenant, "admin", Role.ADMIN, null).secret());
    }

    @Test
    void anEntryIsInTheChainWhenItsRequestIsAnswered() {
        admin.post("/api/v1/api-keys", "{\"name\":\"a\",\"role\":\"viewer\"}");
        JsonNode entry = admin.get("/api/v1/audit").body().at("/items/0");
        assertThat(entry.at("/seq").asInt()).isEqualTo(1);

        Http.Answer report = admin.get("/api/v1/audit/verify");
        assertThat(report.body().at("/valid").asBoolean()).isTrue();
        assertThat(report.body().at("/entries").asInt()).isEqualTo(1);
        String checkpoint = "/api/v1/audit/verify?seq=1&hash=";
        assertThat(admin.get(checkpoint + report.body().at("/hash").asString())
                        .body()
                        .at("/valid")
                        .asBoolean())
                .isTrue();
        assertThat(admin.get(checkpoint + "ab")
                        .body()
                        .at("/first_broken/reason")
                        .asString())
                .isEqualTo("other_chain");
        assertThat(admin.get("/api/v1/audit/verify?seq=1").status()).isEqualTo(400);
    }

    @Test
    void narrowsTheList() {
        admin.post("/api/v1/api-keys", "{\"name\":\"a\",\"role\":\"viewer\"}");
        admin.post("/api/v1/api-keys", "{}");
        assertThat(found("status=422")).isEqualTo(1);
        assertThat(found("action=POST%20/api/v1/api-keys")).isEqualTo(2);
        assertThat(found("q=API-KEYS")).isEqualTo(2);
        assertThat(found("q=%25")).isZero();
        assertThat(found("actor=nobody")).isZero();
        assertThat(found("since=2100-01-01T00:00:00Z")).isZero();
        assertThat(found("until=2100-01-01T00:00:00Z")).isEqualTo(2);
        assertThat(admin.get("/api/v1/audit?since=yesterday").status()).isEqualTo(400);
        assertThat(admin.get("/api/v1/audit?event=none").status()).isEqualTo(400);
    }

    @Test
    void exportsWithoutFormulas() {
        String old = keys.create(tenant, "other", Role.ADMIN, null).secret();
        new AuditLog(TestDatabase.get().transactions()).append(tenant, "=cmd()", "a \"quoted\", one", "/x", 200, null);
        await().until(() -> admin.get("/api/v1/audit").body().at("/items/0/seq").asInt() == 1);

        String csv =
                local.as(old).get("/api/v1/audit/export?format=csv").response().body();
        assertThat(csv).startsWith("seq,id,at,actor").contains("'=cmd()").contains("\"a \"\"quoted\"\", one\"");
        Http.Answer lines = admin.get("/api/v1/audit/export");
        assertThat(lines.header("Content-Type")).startsWith("application/jsonl");
        assertThat(lines.response().body().lines()).hasSize(1);
        assertThat(admin.get("/api/v1/audit/export?format=xml").status()).isEqualTo(400);
    }

    @Test
    void tellsOfAKeyThatWasRevoked() {
        Http.Answer made = admin.post("/api/v1/api-keys", "{\"name\":\"a\",\"role\":\"viewer\"}");
        admin.send("DELETE", made.header("Location"), null);
        double before = counted("refused_sign_in");
        assertThat(local.as(made.body().at("/key").asString())
                        .get("/api/v1/datasets")
                        .status())
                .isEqualTo(401);
        assertThat(local.as("mr_unknown").get("/api/v1/datasets").status()).isEqualTo(401);

        JsonNode entry = event("refused_sign_in");
        assertThat(entry.at("/actor").asString())
                .isEqualTo("key:" + made.body().at("/id").asString());
        assertThat(entry.at("/status").asInt()).isEqualTo(401);
        assertThat(counted("refused_sign_in")).isGreaterThan(before);
    }

    @Test
    void tellsOfAReadThatTheRoleForbids() {
        Http viewer = local.as(keys.create(tenant, "viewer", Role.VIEWER, null).secret());
        assertThat(viewer.get("/api/v1/audit").status()).isEqualTo(403);
        assertThat(event("forbidden").at("/action").asString()).isEqualTo("GET /api/v1/audit");
    }

    @Test
    void tellsOfAnotherTenantsIdAndNotOfAMistypedOne() {
        String dataset = Workspace.fresh(port, keys).upload("mine", Workspace.CUSTOMERS);
        assertThat(admin.get("/api/v1/datasets/00000000-0000-7000-8000-000000000000")
                        .status())
                .isEqualTo(404);
        double before = counted("cross_tenant");

        assertThat(admin.get("/api/v1/datasets/" + dataset + "/preview").status())
                .isEqualTo(404);

        assertThat(event("cross_tenant").at("/resource").asString()).contains(dataset);
        assertThat(counted("cross_tenant")).isGreaterThan(before);
        assertThat(found("event=cross_tenant")).isEqualTo(1);
    }

    /** A table with ids that no index leads to, or that the function may not read, would be a hole in the watch. */
    @Test
    void watchesEveryTableThatIsReadById() {
        List<String> watched = TestDatabase.get()
                .superuser()
                .sql("SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE a.attname = 'id'"
                        + " AND a.atttypid = 'uuid'::regtype AND c.relkind = 'r'"
                        + " AND has_column_privilege('millrace_keys', c.oid, 'id', 'SELECT')")
                .query((row, n) -> row.getString(1))
                .list();
        assertThat(watched).contains("jobs", "datasets", "models", "api_keys", "workflow_definitions");
    }

    private JsonNode event(String type) {
        return await().until(
                        () -> admin.get("/api/v1/audit?event=" + type).body().at("/items/0"),
                        entry -> entry.isObject());
    }

    private int found(String query) {
        return admin.get("/api/v1/audit?" + query).body().at("/items").size();
    }

    private double counted(String type) {
        return local.get("/metrics")
                .response()
                .body()
                .lines()
                .filter(line -> line.startsWith("ai_security_events_total") && line.contains("\"" + type + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
