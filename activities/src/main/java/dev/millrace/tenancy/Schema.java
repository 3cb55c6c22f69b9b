package dev.millrace.tenancy;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Prepares the database before anything uses it; while it is down, tries again until it is there. */
public final class Schema implements SmartLifecycle {
    private static final long RETRY_SECONDS = 2;
    private static final Logger log = LoggerFactory.getLogger(Schema.class);

    private final Runnable preparation;
    private volatile boolean ready;
    private @Nullable ScheduledExecutorService retries;

    Schema(Runnable preparation) {
        this.preparation = preparation;
    }

    /** Whether the database has been reached and is at the version this build expects. */
    public boolean isReady() {
        return ready;
    }

    @Override
    public synchronized void start() {
        retries = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("schema").daemon().factory());
        prepare();
    }

    @Override
    public synchronized void stop() {
        if (retries != null) {
            retries.shutdownNow();
            retries = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return retries != null;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    private void prepare() {
        try {
            preparation.run();
            ready = true;
        } catch (RuntimeException e) {
            log.warn("The database is not ready, trying again: {}", e.getMessage());
            later();
        }
    }

    private synchronized void later() {
        if (retries != null) {
            var _ = retries.schedule(this::prepare, RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }
}
