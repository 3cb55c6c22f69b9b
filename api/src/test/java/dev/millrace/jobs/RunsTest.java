package dev.millrace.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import dev.millrace.Http.Answer;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TestDatabase;
import dev.millrace.tenancy.Workspaces;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Jobs while Temporal is down: accepted, listed, cancelled and followed all the same. */
@ApiTest
class RunsTest {
    private final Http http;
    private final TestJobs test = new TestJobs();

    RunsTest(@LocalServerPort int port) {
        http = new Http(port);
    }

    @Test
    void showsAQueuedRunWithItsLinks() {
        JobRef ref = queued(Workspaces.DEFAULT);
        Answer answer = http.get("/api/v1/ai/workflows/" + ref.job());
        assertThat(answer.body().get("status").asString()).isEqualTo("queued");
        assertThat(answer.body().get("workflow_type").asString()).isEqualTo("training");
        assertThat(answer.body().at("/input_data/algorithm").asString()).isEqualTo("ridge");
        assertThat(answer.body().get("run_id").isNull()).isTrue();
        assertThat(answer.body().at("/links/events").asString())
                .isEqualTo("/api/v1/ai/workflows/" + ref.job() + "/events");
    }

    @Test
    void pagesThroughRunsNewestFirst() {
        JobRef first = queued(Workspaces.DEFAULT);
        JobRef second = queued(Workspaces.DEFAULT);
        Answer page = http.get("/api/v1/ai/workflows?limit=1");
        assertThat(page.body().at("/items/0/id").asString())
                .isEqualTo(second.job().toString());
        Answer next = http.get("/api/v1/ai/workflows?limit=1&cursor="
                + page.body().get("next_cursor").asString());
        assertThat(next.body().at("/items/0/id").asString())
                .isEqualTo(first.job().toString());
    }

    @Test
    void cancelsAQueuedRunAndRefusesASecondTime() {
        String path = "/api/v1/ai/workflows/" + queued(Workspaces.DEFAULT).job();
        Answer cancelled = delete(path);
        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(cancelled.body().get("status").asString()).isEqualTo("cancelled");
        assertThat(delete(path).body().get("type").asString()).endsWith("#conflict");
        assertThat(http.send("PUT", path + "/continue", null).body().get("type").asString())
                .endsWith("#conflict");
    }

    @Test
    void saysWhenToTryAgainWhileTemporalIsDown() {
        JobRef ref = queued(Workspaces.DEFAULT);
        test.activities.running(ref);
        Answer answer = http.send("POST", "/api/v1/ai/workflows/" + ref.job() + "/signals/pause", null);
        assertThat(answer.body().get("type").asString())
                .as(answer.response().body())
                .endsWith("#unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
    }

    @Test
    void knowsNoOtherSignal() {
        JobRef ref = queued(Workspaces.DEFAULT);
        Answer answer = http.send("POST", "/api/v1/ai/workflows/" + ref.job() + "/signals/dance", null);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().get("detail").asString()).contains("pause, continue and cancel");
    }

    @Test
    void hidesAnotherTenantsRun() {
        String path =
                "/api/v1/ai/workflows/" + queued(TestDatabase.get().workspace()).job();
        assertThat(http.get(path).body().get("type").asString()).endsWith("#not-found");
        assertThat(delete(path).body().get("type").asString()).endsWith("#not-found");
        assertThat(http.get(path + "/state").body().get("type").asString()).endsWith("#not-found");
        assertThat(http.get(path + "/events").body().get("type").asString()).endsWith("#not-found");
    }

    @Test
    void sendsEveryEventAndClosesAfterTheFinalOne() {
        JobRef ref = finished();
        Answer stream = http.get("/api/v1/ai/workflows/" + ref.job() + "/events");
        assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
        assertThat(stream.response().body())
                .contains("id: 1\nevent: status\ndata: ")
                .contains("\"status\":\"queued\"", "\"status\":\"running\"", "\"status\":\"completed\"");
    }

    @Test
    void resumesAfterTheLastEventSeen() {
        JobRef ref = finished();
        String path = "/api/v1/ai/workflows/" + ref.job() + "/events";
        assertThat(http.get(path, "Last-Event-ID", "2").response().body())
                .startsWith("id: 3\n")
                .doesNotContain("id: 2\n");
        assertThat(http.get(path, "Last-Event-ID", "3").response().body()).isEmpty();
        assertThat(http.get(path, "Last-Event-ID", "x").body().get("type").asString())
                .endsWith("#malformed-request");
    }

    @Test
    void isReadyButDegradedWithoutTemporal() {
        Answer ready = http.get("/ready");
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.body().get("status").asString()).isEqualTo("degraded");
        assertThat(http.get("/health").body().get("status").asString()).isEqualTo("ok");
    }

    @Test
    void countsWhatWaits() {
        queued(Workspaces.DEFAULT);
        assertThat(http.get("/metrics").response().body()).containsPattern("ai_workflow_queue_depth [1-9]");
    }

    private Answer delete(String path) {
        return http.send("DELETE", path, null);
    }

    private JobRef finished() {
        JobRef ref = queued(Workspaces.DEFAULT);
        test.activities.running(ref);
        test.activities.completed(ref);
        return ref;
    }

    private JobRef queued(TenantId tenant) {
        return test.queued(tenant, JobKind.TRAINING, Map.of("algorithm", "ridge"));
    }
}
