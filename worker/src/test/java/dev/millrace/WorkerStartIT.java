package dev.millrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.testserver.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Status;

class WorkerStartIT {
    private static final String NO_DATABASE = "postgresql://nobody:secret@localhost:1/none";

    @TempDir
    private Path folder;

    @Test
    void startsBeforeTemporalDoesAndWorksOnceItAnswers() throws Exception {
        int port = freePort();
        var application = new SpringApplicationBuilder(WorkerApplication.class);
        var context = application.run(
                "--server.port=0",
                "--TEMPORAL_ADDRESS=localhost:" + port,
                "--DATABASE_URL=" + NO_DATABASE,
                "--DATABASE_DISPATCHER_URL=" + NO_DATABASE,
                "--MILLRACE_ARTIFACTS=" + folder.resolve("artifacts"),
                "--MILLRACE_HOME=" + folder);
        var health = context.getBean(WorkersHealthIndicator.class);
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);

        // The workers end before their server does: neither waits for the other.
        try (var temporal = TestServer.createPortBoundServer(port);
                context) {
            assertThat(temporal).isNotNull();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> health.health().getStatus().equals(Status.UP));
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
