package dev.millrace.harness;

import dev.millrace.standalone.Keyset;
import dev.millrace.standalone.postgres.PostgresServer;
import dev.millrace.standalone.processes.Ports;
import dev.millrace.standalone.temporal.TemporalBinary;
import dev.millrace.standalone.temporal.TemporalServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * PostgreSQL, Temporal, the API and one worker, each a process of its own. Whichever is killed comes back on its port with
 * its data, as under any supervisor.
 */
final class Fleet implements AutoCloseable {
    private static final String KEYSET = Keyset.generate();

    private final Path home;
    private final Map<Member, Part> parts = new EnumMap<>(Member.class);
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final int apiPort = Ports.anyFree();
    private final Map<String, String> configuration = new HashMap<>();

    private Fleet(Path home, Map<String, String> more) {
        this.home = home;
        configuration.putAll(more);
    }

    /** The four that can be killed. */
    enum Member {
        POSTGRESQL,
        TEMPORAL,
        API,
        WORKER
    }

    static Fleet start() {
        return start(Map.of());
    }

    /** @param more of the environment of the API and the worker */
    static Fleet start(Map<String, String> more) {
        Fleet fleet = new Fleet(Millrace.newHome(), more);
        try {
            fleet.startPostgres();
            fleet.startTemporal();
            fleet.startApplication(Member.API, "api", "dev.millrace.ApiApplication", fleet.apiPort);
            fleet.startApplication(Member.WORKER, "worker", "dev.millrace.WorkerApplication", Ports.anyFree());
            return fleet;
        } catch (RuntimeException failure) {
            fleet.close();
            throw failure;
        }
    }

    Client client() {
        return new Client(URI.create("http://localhost:" + apiPort));
    }

    Rows rows() {
        return Rows.of(configuration.getOrDefault("DATABASE_URL", ""), password("postgres"));
    }

    long pid(Member member) {
        return part(member).pid().getAsLong();
    }

    boolean answers(Member member) {
        return part(member).answers().getAsBoolean();
    }

    /** In the opposite order of the start. */
    @Override
    public void close() {
        started.forEach(server -> {
            try {
                server.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void startPostgres() {
        var config = new PostgresServer.Config(
                Ports.anyFree(), home.resolve("programs"), home.resolve("postgres"), home.resolve("postgres.log"));
        PostgresServer server = PostgresServer.start(config, Fleet::password, line -> {});
        configuration.put("DATABASE_URL", server.url("millrace_app"));
        configuration.put("DATABASE_MIGRATION_URL", server.url("millrace_owner"));
        configuration.put("DATABASE_DISPATCHER_URL", server.url("millrace_dispatcher"));
        add(Member.POSTGRESQL, server, server::pid, () -> rows().answer());
    }

    private void startTemporal() {
        var config = new TemporalServer.Config(
                Ports.anyFree(),
                Ports.anyFree(),
                "http://localhost:1/codec",
                home.resolve("temporal.db"),
                home.resolve("temporal.log"),
                home.resolve("temporal.pid"));
        Path binary = new TemporalBinary(System.getenv(), System.out::println).find();
        TemporalServer server = TemporalServer.start(binary, config, line -> {});
        configuration.put("TEMPORAL_ADDRESS", server.address());
        add(Member.TEMPORAL, server, server::pid, () -> TemporalProbe.answers(server.address()));
    }

    private void startApplication(Member member, String module, String mainClass, int port) {
        Map<String, String> environment = new HashMap<>(configuration);
        environment.put("MILLRACE_KEYSET", KEYSET);
        environment.put("MILLRACE_ARTIFACTS", home.resolve("artifacts").toString());
        environment.put("MILLRACE_STANDALONE", "true");
        environment.put("MILLRACE_HTTP_ALLOW_HOSTS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        Client client = new Client(URI.create("http://localhost:" + port));
        BooleanSupplier ready = client::isReady;
        var child = ModuleProcess.start(module, mainClass, home, environment, ready);
        add(member, child, child::pid, ready);
    }

    private static String password(String role) {
        return "password-of-" + role;
    }

    private void add(Member member, AutoCloseable server, LongSupplier pid, BooleanSupplier answers) {
        started.addFirst(server);
        parts.put(member, new Part(pid, answers));
    }

    private Part part(Member member) {
        return Objects.requireNonNull(parts.get(member));
    }

    private record Part(LongSupplier pid, BooleanSupplier answers) {}
}
