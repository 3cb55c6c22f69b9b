package dev.millrace.standalone;

import dev.millrace.standalone.processes.CannotStart;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** How this start was configured, read from the environment; every value has a default but the servers that already run. */
record Settings(
        Path home,
        String bind,
        int port,
        int postgresPort,
        int temporalPort,
        int temporalUiPort,
        Optional<String> databaseUrl,
        Optional<String> temporalAddress,
        Optional<String> keyset,
        Optional<String> artifacts,
        Optional<String> httpAllowHosts) {
    static Settings from(Map<String, String> environment) {
        return new Settings(
                text(environment, "MILLRACE_HOME")
                        .map(Path::of)
                        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".millrace")),
                text(environment, "MILLRACE_BIND").orElse("127.0.0.1"),
                port(environment, "AI_SERVICE_PORT", 8005),
                port(environment, "MILLRACE_POSTGRES_PORT", 5488),
                port(environment, "MILLRACE_TEMPORAL_PORT", 7233),
                port(environment, "MILLRACE_TEMPORAL_UI_PORT", 8233),
                databaseUrl(environment),
                text(environment, "TEMPORAL_ADDRESS"),
                text(environment, "MILLRACE_KEYSET"),
                text(environment, "MILLRACE_ARTIFACTS"),
                text(environment, "MILLRACE_HTTP_ALLOW_HOSTS"));
    }

    private static Optional<String> databaseUrl(Map<String, String> environment) {
        Optional<String> url = text(environment, "DATABASE_URL");
        if (url.isPresent()
                && (text(environment, "DATABASE_MIGRATION_URL").isEmpty()
                        || text(environment, "DATABASE_DISPATCHER_URL").isEmpty())) {
            throw new CannotStart(
                    "DATABASE_URL is set, so DATABASE_MIGRATION_URL and DATABASE_DISPATCHER_URL are needed as well"
                            + " (one URL for each role of deploy/postgres/roles.sql). Unset all three to use the embedded PostgreSQL.");
        }
        return url;
    }

    private static Optional<String> text(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static int port(Map<String, String> environment, String name, int byDefault) {
        String value = text(environment, name).orElse(Integer.toString(byDefault));
        try {
            int port = Integer.parseInt(value);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            throw new CannotStart(refusal(name, value), notANumber);
        }
        throw new CannotStart(refusal(name, value));
    }

    private static String refusal(String name, String value) {
        return name + " is " + value + "; it is a port, 1 to 65535.";
    }
}
