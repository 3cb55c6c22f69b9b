package dev.millrace.standalone.postgres;

import dev.millrace.standalone.processes.ChildSpec;
import dev.millrace.standalone.processes.PidFile;
import dev.millrace.standalone.processes.Ports;
import dev.millrace.standalone.processes.Progress;
import dev.millrace.standalone.processes.StopSignal;
import dev.millrace.standalone.processes.SupervisedChild;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The embedded PostgreSQL: durable settings, password authentication, loopback only, started again on the same port if it
 * is killed. Holds the database {@code millrace} and Millrace's roles.
 */
public final class PostgresServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    /** Crash recovery of a large write-ahead log comes first. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** An acknowledged commit survives kill -9 and power loss. */
    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "shared_buffers", "64MB",
            "max_connections", "100",
            "listen_addresses", HOST,
            "unix_socket_directories", "");

    private final int port;
    private final UnaryOperator<String> passwordOf;
    private final SupervisedChild child;

    private PostgresServer(int port, UnaryOperator<String> passwordOf, SupervisedChild child) {
        this.port = port;
        this.passwordOf = passwordOf;
        this.child = child;
    }

    /** @param passwordOf gives each role its password, the same on every start */
    public static PostgresServer start(Config config, UnaryOperator<String> passwordOf, Progress progress) {
        Path binaries = PostgresBinaries.unpackedUnder(config.binaries());
        ChildSpec spec = spec(config, binaries);
        if (SupervisedChild.stopLeftover(spec)) {
            progress.say("PostgreSQL: stopped the one that a killed start left behind");
        }
        PostgresCluster.ensure(config.data(), binaries, passwordOf.apply(PostgresCluster.SUPERUSER));
        Ports.requireFree(HOST, config.port(), "PostgreSQL", "MILLRACE_POSTGRES_PORT");
        String superuserUrl = jdbcUrl(config.port(), "postgres");
        SupervisedChild child = SupervisedChild.start(
                spec, () -> answers(superuserUrl, passwordOf.apply(PostgresCluster.SUPERUSER)), PATIENCE);
        PostgresRoles.ensure(database -> jdbcUrl(config.port(), database), passwordOf);
        progress.say("PostgreSQL " + PostgresBinaries.VERSION + " on " + HOST + ":" + config.port());
        return new PostgresServer(config.port(), passwordOf, child);
    }

    /** {@code postgresql://role:password@host:port/millrace}. */
    public String url(String role) {
        return "postgresql://%s:%s@%s:%d/%s"
                .formatted(role, passwordOf.apply(role), HOST, port, PostgresRoles.DATABASE);
    }

    public long pid() {
        return child.pid();
    }

    @Override
    public void close() {
        child.close();
    }

    static ChildSpec spec(Config config, Path binaries) {
        List<String> command = new ArrayList<>(List.of(
                binaries.resolve("bin/postgres").toString(),
                "-D",
                config.data().toString(),
                "-p",
                Integer.toString(config.port())));
        SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return new ChildSpec(
                "PostgreSQL",
                Unprivileged.command(command),
                Map.of(),
                config.data(),
                config.log(),
                new PidFile(config.data().resolve("postmaster.pid"), PidFile.Writer.CHILD),
                StopSignal.INT);
    }

    private static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://" + HOST + ":" + port + "/" + database + "?connectTimeout=5&socketTimeout=60";
    }

    /** A login with our own password also proves that the server is ours. */
    private static boolean answers(String url, String password) {
        try (var connection = DriverManager.getConnection(url, PostgresCluster.SUPERUSER, password)) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** The port, the folder that the programs are unpacked under, the data folder, and where the log goes. */
    public record Config(int port, Path binaries, Path data, Path log) {}
}
