package dev.millrace.standalone;

import org.jspecify.annotations.Nullable;

/** The order of going down: the API refuses and the workers drain, then Temporal, then PostgreSQL, then the folder. */
final class Shutdown {
    private final Servers servers;
    private final Home home;
    private @Nullable AutoCloseable application;

    Shutdown(Servers servers, Home home) {
        this.servers = servers;
        this.home = home;
    }

    synchronized void closeFirst(AutoCloseable started) {
        application = started;
    }

    synchronized void run() {
        try (home;
                servers) {
            if (application != null) {
                application.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException("not everything was stopped in order", e);
        }
    }
}
