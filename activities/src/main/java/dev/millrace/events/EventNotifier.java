package dev.millrace.events;

import dev.millrace.tenancy.DatabaseUrl;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Sends PostgreSQL's NOTIFY with job ids, each at most once in {@link #PERIOD_MS}, on a connection of its own. */
final class EventNotifier implements Wake, SmartLifecycle {
    static final String CHANNEL = "millrace_events";
    private static final long PERIOD_MS = 100;
    private static final Logger log = LoggerFactory.getLogger(EventNotifier.class);

    private final DatabaseUrl url;
    private final Set<UUID> waiting = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledExecutorService timer;
    private @Nullable Connection connection;

    EventNotifier(DatabaseUrl url) {
        this.url = url;
    }

    @Override
    public void readersOf(UUID job) {
        waiting.add(job);
    }

    @Override
    public synchronized void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("events-notify").daemon().factory());
        var _ = timer.scheduleWithFixedDelay(this::send, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.close();
            timer = null;
            send();
            disconnect();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }

    private void send() {
        Set<UUID> jobs = Set.copyOf(waiting);
        waiting.removeAll(jobs);
        if (jobs.isEmpty()) {
            return;
        }
        try (PreparedStatement notify = connected().prepareStatement("SELECT pg_notify(?, ?)")) {
            for (UUID job : jobs) {
                notify.setString(1, CHANNEL);
                notify.setString(2, job.toString());
                notify.execute();
            }
        } catch (SQLException e) {
            // Readers look by themselves every few seconds, so nothing is lost but time.
            log.debug("could not notify readers", e);
            disconnect();
        }
    }

    private Connection connected() throws SQLException {
        if (connection == null) {
            connection = Connections.open(url);
        }
        return connection;
    }

    private void disconnect() {
        Connections.close(connection);
        connection = null;
    }
}
