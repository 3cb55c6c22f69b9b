package dev.millrace.harness;

import dev.millrace.standalone.Installation;
import dev.millrace.standalone.processes.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A Millrace as a user runs it, on free ports and in a new folder: embedded PostgreSQL, a real Temporal server, API, workers. */
public final class Millrace implements AutoCloseable {
    private final Installation installation;

    private Millrace(Installation installation) {
        this.installation = installation;
    }

    static Millrace start() {
        return new Millrace(Installation.start(environment(newHome()), System.out::println));
    }

    /** A client that sends no credentials: on a loopback address it is the platform admin of workspace {@code default}. */
    public Client client() {
        return new Client(installation.address());
    }

    /** The database behind all walls, to look at rows. */
    public Rows rows() {
        return Rows.of(installation.properties().getOrDefault("DATABASE_URL", ""), superuserPassword());
    }

    /** {@code host:port} of the Temporal server. */
    public String temporal() {
        return installation.properties().getOrDefault("TEMPORAL_ADDRESS", "");
    }

    /** The folder that holds everything it keeps. */
    public Path home() {
        return installation.home();
    }

    @Override
    public void close() {
        installation.close();
    }

    private String superuserPassword() {
        try {
            return Files.readString(installation.home().resolve("secrets/postgres.password"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> environment(Path home) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("MILLRACE_HOME", home.toString());
        environment.put("MILLRACE_HTTP_ALLOW_HOSTS", "127.0.0.1");
        environment.put("AI_SERVICE_PORT", Integer.toString(Ports.anyFree()));
        environment.put("MILLRACE_POSTGRES_PORT", Integer.toString(Ports.anyFree()));
        environment.put("MILLRACE_TEMPORAL_PORT", Integer.toString(Ports.anyFree()));
        environment.put("MILLRACE_TEMPORAL_UI_PORT", Integer.toString(Ports.anyFree()));
        environment.keySet().removeIf(Millrace::isOfTheUser);
        return environment;
    }

    /** What would lead a test to a database, a server or a language model that is not its own. */
    private static boolean isOfTheUser(String name) {
        return name.startsWith("DATABASE_")
                || name.equals("TEMPORAL_ADDRESS")
                || name.endsWith("_API_KEY")
                || name.equals("HUGGINGFACE_API_TOKEN")
                || name.equals("OLLAMA_BASE_URL")
                || name.startsWith("REDIS_");
    }

    /** Under {@code target}, which {@code clean} empties; what failed can be looked at until then. */
    static Path newHome() {
        try {
            Path parent = Files.createDirectories(Path.of("target", "homes").toAbsolutePath());
            return Files.createTempDirectory(parent, "home");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
