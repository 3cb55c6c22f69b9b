package dev.millrace.events;

import dev.millrace.tenancy.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Lets readers of events sleep until there is something to read: one LISTEN connection a process, opened again when it breaks. */
public final class EventWaiter implements SmartLifecycle {
    private static final int LISTEN_MS = 1_000;
    private static final Duration RECONNECT_DELAY = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(EventWaiter.class);

    private final DatabaseUrl url;
    private final ConcurrentHashMap<UUID, Set<Subscription>> readers = new ConcurrentHashMap<>();
    private volatile @Nullable Thread listener;

    EventWaiter(DatabaseUrl url) {
        this.url = url;
    }

    /** Begin before the first read, so that nothing appended between a read and its wait is missed. */
    public Subscription subscribe(UUID job) {
        Subscription subscription = new Subscription(job);
        readers.compute(job, (id, known) -> {
            Set<Subscription> all = known == null ? ConcurrentHashMap.newKeySet() : known;
            all.add(subscription);
            return all;
        });
        return subscription;
    }

    @Override
    public void start() {
        // Known before it runs: a thread that is quicker than the assignment would take itself for stopped.
        Thread thread = Thread.ofPlatform().name("events-listen").daemon().unstarted(this::listen);
        listener = thread;
        thread.start();
    }

    @Override
    public void stop() {
        Thread thread = listener;
        listener = null;
        if (thread != null) {
            thread.interrupt();
        }
        wakeAll();
    }

    @Override
    public boolean isRunning() {
        return listener != null;
    }

    private void listen() {
        while (isRunning()) {
            try (Connection connection = Connections.open(url);
                    Statement statement = connection.createStatement()) {
                statement.execute("LISTEN " + EventNotifier.CHANNEL);
                wakeAll();
                receive(connection.unwrap(PGConnection.class));
            } catch (SQLException e) {
                log.debug("the connection that listens for events broke", e);
                pause();
            }
        }
    }

    private void receive(PGConnection connection) throws SQLException {
        while (isRunning()) {
            PGNotification[] notifications = connection.getNotifications(LISTEN_MS);
            if (notifications != null) {
                for (PGNotification notification : notifications) {
                    wake(UUID.fromString(notification.getParameter()));
                }
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(RECONNECT_DELAY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void wake(UUID job) {
        readers.getOrDefault(job, Set.of()).forEach(Subscription::wake);
    }

    private void wakeAll() {
        readers.values().forEach(all -> all.forEach(Subscription::wake));
    }

    /** One reader's place to wait. */
    public final class Subscription implements AutoCloseable {
        private final UUID job;
        private final Semaphore news = new Semaphore(0);

        private Subscription(UUID job) {
            this.job = job;
        }

        /** Returns when there may be news, at the latest after {@code longest}. */
        public void await(Duration longest) throws InterruptedException {
            if (news.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        }

        @Override
        public void close() {
            readers.computeIfPresent(job, (id, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
        }

        private void wake() {
            news.release();
        }
    }
}
