package dev.millrace.standalone.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.harness.Kill9;
import dev.millrace.standalone.processes.CannotStart;
import dev.millrace.standalone.processes.ChildSpec;
import dev.millrace.standalone.processes.Ports;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporalServerIT {
    private final Path binary = new TemporalBinary(System.getenv(), System.out::println).find();

    @TempDir
    Path folder;

    private TemporalServer.Config config;
    private TemporalServer server;

    @BeforeEach
    void start() {
        config = config("ours", Ports.anyFree());
        server = TemporalServer.start(binary, config, line -> {});
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void keepsClosedHistoriesForThirtyDays() {
        assertThat(retentionDays()).isEqualTo(30);
    }

    @Test
    void knowsOurSearchAttributes() {
        OperatorServiceStubs operator = OperatorServiceStubs.newServiceStubs(OperatorServiceStubsOptions.newBuilder()
                .setTarget(server.address())
                .validateAndBuildWithDefaults());
        try {
            var attributes = operator.blockingStub()
                    .listSearchAttributes(ListSearchAttributesRequest.newBuilder()
                            .setNamespace("default")
                            .build());
            assertThat(attributes.getCustomAttributesMap())
                    .containsEntry("MillraceTenant", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                    .containsKeys("MillraceKind", "MillraceStatus", "MillraceModel");
        } finally {
            operator.shutdownNow();
        }
    }

    @Test
    void comesBackOnItsPortWithItsDataAfterKill9() {
        long killed = server.pid();
        Kill9.process(killed);
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(retentionDays()).isEqualTo(30));
        assertThat(server.pid()).isNotEqualTo(killed);
    }

    @Test
    void stopsWhatAKilledParentLeftBehind() throws Exception {
        server.close();
        ChildSpec spec = TemporalServer.spec(binary, config);
        Process orphan = new ProcessBuilder(spec.command())
                .redirectErrorStream(true)
                .redirectOutput(spec.log().toFile())
                .start();
        spec.pidFile().write(orphan.toHandle(), spec.data());
        server = TemporalServer.start(binary, config, line -> {});
        assertThat(orphan.isAlive()).isFalse();
        assertThat(retentionDays()).isEqualTo(30);
    }

    @Test
    void neverUsesAForeignServerOnItsPort() throws Exception {
        try (var foreign = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> TemporalServer.start(binary, config("other", foreign.getLocalPort()), line -> {}))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("MILLRACE_TEMPORAL_PORT");
        }
    }

    private TemporalServer.Config config(String name, int port) {
        return new TemporalServer.Config(
                port,
                Ports.anyFree(),
                "http://localhost:1/codec",
                folder.resolve(name + ".db"),
                folder.resolve(name + ".log"),
                folder.resolve(name + ".pid"));
    }

    private long retentionDays() {
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(server.address())
                .build());
        try {
            return service.blockingStub()
                            .withWaitForReady()
                            .withDeadlineAfter(30, TimeUnit.SECONDS)
                            .describeNamespace(DescribeNamespaceRequest.newBuilder()
                                    .setNamespace("default")
                                    .build())
                            .getConfig()
                            .getWorkflowExecutionRetentionTtl()
                            .getSeconds()
                    / TimeUnit.DAYS.toSeconds(1);
        } finally {
            service.shutdownNow();
        }
    }
}
