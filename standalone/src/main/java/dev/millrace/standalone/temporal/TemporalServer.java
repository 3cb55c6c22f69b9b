package dev.millrace.standalone.temporal;

import dev.millrace.standalone.processes.CannotStart;
import dev.millrace.standalone.processes.ChildSpec;
import dev.millrace.standalone.processes.PidFile;
import dev.millrace.standalone.processes.PortHolder;
import dev.millrace.standalone.processes.Ports;
import dev.millrace.standalone.processes.Progress;
import dev.millrace.standalone.processes.StopSignal;
import dev.millrace.standalone.processes.SupervisedChild;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Temporal dev server of our own, with its Web UI: loopback only, data kept in SQLite with every acknowledged write on
 * disk, started again on the same ports if it is killed. A foreign server on the port is an error, never used.
 */
public final class TemporalServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> SEARCH_ATTRIBUTES =
            List.of("MillraceTenant", "MillraceKind", "MillraceStatus", "MillraceModel");

    private final Config config;
    private final SupervisedChild child;

    private TemporalServer(Config config, SupervisedChild child) {
        this.config = config;
        this.child = child;
    }

    public static TemporalServer start(Path binary, Config config, Progress progress) {
        ChildSpec spec = spec(binary, config);
        if (SupervisedChild.stopLeftover(spec)) {
            progress.say("Temporal: stopped the one that a killed start left behind");
        }
        Ports.requireFree(HOST, config.port(), "Temporal", "MILLRACE_TEMPORAL_PORT");
        Ports.requireFree(HOST, config.uiPort(), "Temporal's Web UI", "MILLRACE_TEMPORAL_UI_PORT");
        try (TemporalNamespace namespace = new TemporalNamespace(config.address())) {
            SupervisedChild child = SupervisedChild.start(spec, namespace::answers, PATIENCE);
            requireOurs(child, config);
            namespace.keepHistories();
            progress.say("Temporal on " + config.address() + ", its Web UI on http://localhost:" + config.uiPort());
            return new TemporalServer(config, child);
        }
    }

    /** {@code host:port} of the gRPC frontend. */
    public String address() {
        return config.address();
    }

    public long pid() {
        return child.pid();
    }

    @Override
    public void close() {
        child.close();
    }

    /** Between the bind test and the child's own bind another server could have come; it would answer in our place. */
    private static void requireOurs(SupervisedChild child, Config config) {
        PortHolder.process(config.port())
                .filter(holder -> holder.pid() != child.pid())
                .ifPresent(foreign -> {
                    child.close();
                    throw new CannotStart(
                            "Port %d is answered by process %d, which is not our Temporal server. Stop it, or choose another port with MILLRACE_TEMPORAL_PORT."
                                    .formatted(config.port(), foreign.pid()));
                });
    }

    static ChildSpec spec(Path binary, Config config) {
        List<String> command = new ArrayList<>(List.of(binary.toString(), "server", "start-dev"));
        command.addAll(List.of("--db-filename", config.database().toString()));
        command.addAll(List.of("--ip", HOST, "--port", Integer.toString(config.port())));
        command.addAll(List.of("--ui-port", Integer.toString(config.uiPort())));
        command.addAll(List.of("--ui-codec-endpoint", config.codec()));
        command.addAll(List.of("--sqlite-pragma", "journal_mode=WAL", "--sqlite-pragma", "synchronous=2"));
        // The default of 20 makes a workflow of one activity wait 150 ms for its turn.
        command.addAll(List.of("--dynamic-config-value", "history.transferProcessorMaxPollRPS=2000"));
        // Priorities are honoured by the new matcher only, which fairness between tenants brings with it.
        command.addAll(List.of("--dynamic-config-value", "matching.useNewMatcher=true"));
        command.addAll(List.of("--dynamic-config-value", "matching.enableFairness=true"));
        SEARCH_ATTRIBUTES.forEach(name -> command.addAll(List.of("--search-attribute", name + "=Keyword")));
        return new ChildSpec(
                "Temporal",
                command,
                Map.of(),
                config.database(),
                config.log(),
                new PidFile(config.pidFile(), PidFile.Writer.PARENT),
                StopSignal.TERM);
    }

    /** The ports, where the Web UI has payloads opened, the SQLite file, where the log goes, and the file that remembers the running server. */
    public record Config(int port, int uiPort, String codec, Path database, Path log, Path pidFile) {
        String address() {
            return HOST + ":" + port;
        }
    }
}
