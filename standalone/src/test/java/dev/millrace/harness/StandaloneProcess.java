package dev.millrace.harness;

import dev.millrace.standalone.processes.SupervisedChild;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.LongStream;

/** A whole Millrace in a process of its own, with its PostgreSQL and Temporal as that process's children. */
final class StandaloneProcess implements AutoCloseable {
    private final Path home;
    private final Client client;
    private final SupervisedChild process;

    private StandaloneProcess(Path home, Client client, SupervisedChild process) {
        this.home = home;
        this.client = client;
        this.process = process;
    }

    static StandaloneProcess start() {
        Path home = Millrace.newHome();
        Map<String, String> environment = Millrace.environment(home);
        Client client = new Client(URI.create("http://localhost:" + environment.get("AI_SERVICE_PORT")));
        SupervisedChild process = ModuleProcess.start(
                "standalone", "dev.millrace.standalone.Standalone", home, environment, client::isReady);
        return new StandaloneProcess(home, client, process);
    }

    Client client() {
        return client;
    }

    boolean answers() {
        return client.isReady();
    }

    Rows rows() {
        String port = line("postgres/postmaster.pid", 3);
        return Rows.of("postgresql://127.0.0.1:" + port + "/millrace", line("secrets/postgres.password", 0));
    }

    /** The JVM alone, which orphans the two servers; and all three of them. */
    LongStream jvm() {
        return LongStream.of(process.pid());
    }

    LongStream everything() {
        return LongStream.of(
                process.pid(),
                Long.parseLong(line("run/temporal.pid", 0)),
                Long.parseLong(line("postgres/postmaster.pid", 0)));
    }

    @Override
    public void close() {
        process.close();
    }

    private String line(String file, int number) {
        try {
            return Files.readAllLines(home.resolve(file)).get(number).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
