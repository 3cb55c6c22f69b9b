package dev.millrace.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TestDatabase;
import dev.millrace.tenancy.Workspaces;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A run's events on a WebSocket. */
@ApiTest
class RunSocketTest {
    private final int port;
    private final TestJobs test = new TestJobs();
    private final HttpClient client = HttpClient.newHttpClient();

    RunSocketTest(@LocalServerPort int port) {
        this.port = port;
    }

    @Test
    void sendsEveryEventAndClosesAfterTheFinalOne() {
        JobRef ref = queued(Workspaces.DEFAULT);
        Reader reader = new Reader();
        open(ref, "", null, reader).join();
        test.activities.running(ref);
        test.activities.completed(ref);
        assertThat(reader.closed).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo(WebSocket.NORMAL_CLOSURE);
        assertThat(reader.frames).hasSize(3);
        assertThat(reader.frames.getFirst()).startsWith("{\"id\":1,\"type\":\"status\",\"at\":\"");
        assertThat(reader.frames.getLast()).contains("\"id\":3", "\"status\":\"completed\"");
    }

    @Test
    void resumesAfterTheLastEventSeen() {
        JobRef ref = queued(Workspaces.DEFAULT);
        test.activities.running(ref);
        test.activities.completed(ref);
        Reader reader = new Reader();
        open(ref, "?last_event_id=2", null, reader).join();
        assertThat(reader.closed).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo(WebSocket.NORMAL_CLOSURE);
        assertThat(reader.frames).singleElement().asString().contains("\"id\":3");
    }

    @Test
    void opensForNobodyWhoMayNotSeeTheRun() {
        JobRef other = queued(TestDatabase.get().workspace());
        JobRef own = queued(Workspaces.DEFAULT);
        assertThat(refusal(other, "", null)).isEqualTo(404);
        assertThat(refusal(own, "?last_event_id=x", null)).isEqualTo(400);
        assertThat(refusal(own, "", "https://evil.example")).isIn(401, 403);
        assertThat(new Http(port).get("/ws/ai/workflows/" + own.job()).status()).isEqualTo(400);
        assertThat(new Http(port).get("/ws/ai/workflows/none").status()).isEqualTo(404);
    }

    private int refusal(JobRef ref, String query, @Nullable String origin) {
        try {
            open(ref, query, origin, new Reader()).join();
            return 101;
        } catch (CompletionException refused) {
            return refused.getCause() instanceof WebSocketHandshakeException handshake
                    ? handshake.getResponse().statusCode()
                    : -1;
        }
    }

    private CompletableFuture<WebSocket> open(JobRef ref, String query, @Nullable String origin, Reader reader) {
        WebSocket.Builder builder = client.newWebSocketBuilder();
        if (origin != null) {
            builder.header("Origin", origin);
        }
        return builder.buildAsync(
                URI.create("ws://127.0.0.1:" + port + "/ws/ai/workflows/" + ref.job() + query), reader);
    }

    private JobRef queued(TenantId tenant) {
        return test.queued(tenant, JobKind.TRAINING, Map.of("algorithm", "ridge"));
    }

    private static final class Reader implements WebSocket.Listener {
        final List<String> frames = new CopyOnWriteArrayList<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            frames.add(data.toString());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.complete(status);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.completeExceptionally(error);
        }
    }
}
