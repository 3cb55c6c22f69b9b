package dev.millrace.standalone;

import dev.millrace.standalone.postgres.PostgresServer;
import dev.millrace.standalone.processes.CannotStart;
import dev.millrace.standalone.processes.Progress;
import dev.millrace.standalone.temporal.TemporalBinary;
import dev.millrace.standalone.temporal.TemporalServer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** PostgreSQL and Temporal: ours, started side by side, unless the settings name ones that already run. */
final class Servers implements AutoCloseable {
    private final Optional<PostgresServer> postgres;
    private final Optional<TemporalServer> temporal;

    private Servers(Optional<PostgresServer> postgres, Optional<TemporalServer> temporal) {
        this.postgres = postgres;
        this.temporal = temporal;
    }

    static Servers start(Settings settings, Home home, Map<String, String> environment, Progress progress) {
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<PostgresServer>> postgres = both.submit(() -> postgres(settings, home, progress));
            Future<Optional<TemporalServer>> temporal =
                    both.submit(() -> temporal(settings, home, environment, progress));
            return joined(postgres, temporal);
        }
    }

    /** The two addresses as configuration; empty for a server that the environment names already. */
    Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        postgres.ifPresent(server -> {
            properties.put("DATABASE_URL", server.url("millrace_app"));
            properties.put("DATABASE_MIGRATION_URL", server.url("millrace_owner"));
            properties.put("DATABASE_DISPATCHER_URL", server.url("millrace_dispatcher"));
        });
        temporal.ifPresent(server -> {
            properties.put("TEMPORAL_ADDRESS", server.address());
            properties.put("TEMPORAL_NAMESPACE", "default");
            properties.put("millrace.temporal.own", "true");
        });
        return properties;
    }

    @Override
    public void close() {
        temporal.ifPresent(TemporalServer::close);
        postgres.ifPresent(PostgresServer::close);
    }

    private static Optional<PostgresServer> postgres(Settings settings, Home home, Progress progress) {
        if (settings.databaseUrl().isPresent()) {
            return Optional.empty();
        }
        var config = new PostgresServer.Config(
                settings.postgresPort(), home.data("programs"), home.data("postgres"), home.log("postgres"));
        return Optional.of(PostgresServer.start(config, new Secrets(home.data("secrets"))::password, progress));
    }

    private static Optional<TemporalServer> temporal(
            Settings settings, Home home, Map<String, String> environment, Progress progress) {
        if (settings.temporalAddress().isPresent()) {
            return Optional.empty();
        }
        var binary = new TemporalBinary(environment, progress).find();
        var config = new TemporalServer.Config(
                settings.temporalPort(),
                settings.temporalUiPort(),
                "http://localhost:" + settings.port() + "/codec",
                home.data("temporal.db"),
                home.log("temporal"),
                home.run("temporal.pid"));
        return Optional.of(TemporalServer.start(binary, config, progress));
    }

    /** Waits for both; when one fails the other is stopped, and the first failure is the one reported. */
    private static Servers joined(
            Future<Optional<PostgresServer>> postgres, Future<Optional<TemporalServer>> temporal) {
        try {
            return new Servers(postgres.get(), temporal.get());
        } catch (ExecutionException e) {
            closeQuietly(temporal::get);
            closeQuietly(postgres::get);
            throw e.getCause() instanceof CannotStart reason ? reason : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("the start was interrupted", e);
        }
    }

    private static void closeQuietly(Callable<? extends Optional<? extends AutoCloseable>> server) {
        try {
            Optional<? extends AutoCloseable> started = server.call();
            if (started.isPresent()) {
                started.get().close();
            }
        } catch (Exception alreadyFailed) {
            // Its failure is the one being reported, or comes second to it.
        }
    }
}
