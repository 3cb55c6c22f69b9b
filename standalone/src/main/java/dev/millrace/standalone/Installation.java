package dev.millrace.standalone;

import dev.millrace.standalone.processes.Ports;
import dev.millrace.standalone.processes.Progress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A whole Millrace: API and workers in this JVM, PostgreSQL and Temporal as its children unless the environment names
 * others, everything kept in one folder.
 */
public final class Installation implements AutoCloseable {
    private final Settings settings;
    private final Home home;
    private final Servers servers;
    private @Nullable ConfigurableApplicationContext application;

    private Installation(Settings settings, Home home, Servers servers) {
        this.settings = settings;
        this.home = home;
        this.servers = servers;
    }

    /** @throws dev.millrace.standalone.processes.CannotStart when something the user can change stands in the way */
    public static Installation start(Map<String, String> environment, Progress progress) {
        Settings settings = Settings.from(environment);
        Home home = Home.hold(settings.home());
        try {
            Ports.requireFree(settings.bind(), settings.port(), "Millrace", "AI_SERVICE_PORT (or --port)");
            Servers servers = Servers.start(settings, home, environment, progress);
            return new Installation(settings, home, servers).withApplication(progress);
        } catch (RuntimeException failure) {
            home.close();
            throw failure;
        }
    }

    public URI address() {
        return URI.create("http://localhost:" + settings.port());
    }

    /** Where Temporal's Web UI is, if the Temporal server is ours. */
    public @Nullable URI temporalUi() {
        return settings.temporalAddress().isPresent()
                ? null
                : URI.create("http://localhost:" + settings.temporalUiPort());
    }

    public Path home() {
        return home.data("");
    }

    /** What the application was told. */
    public Map<String, String> properties() {
        return StandaloneProperties.of(settings, home, servers).values();
    }

    /** In order: the API refuses and the workers drain, then Temporal, then PostgreSQL, then the folder is let go. */
    @Override
    public synchronized void close() {
        try (home;
                servers) {
            if (application != null) {
                application.close();
            }
        }
    }

    private Installation withApplication(Progress progress) {
        progress.say("Starting API and workers");
        try {
            var spring = new SpringApplication(StandaloneApplication.class);
            spring.setRegisterShutdownHook(false);
            application =
                    spring.run(StandaloneProperties.of(settings, home, servers).asArguments());
            return this;
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }
}
