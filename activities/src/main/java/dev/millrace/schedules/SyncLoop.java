package dev.millrace.schedules;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Tells Temporal of changed schedules again and again, on a thread of its own. */
final class SyncLoop implements SmartLifecycle {
    private static final Duration SWEEP = Duration.ofMillis(500);
    private static final Duration AUDIT = Duration.ofMinutes(5);
    private static final Logger log = LoggerFactory.getLogger(SyncLoop.class);

    private final ScheduleSync sync;
    private @Nullable ScheduledExecutorService timer;

    SyncLoop(ScheduleSync sync) {
        this.sync = sync;
    }

    @Override
    public synchronized void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("schedules").daemon().factory());
        every(timer, SWEEP, sync::sweep);
        every(timer, AUDIT, sync::audit);
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer.close();
            timer = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }

    private static void every(ScheduledExecutorService timer, Duration period, Runnable work) {
        var _ = timer.scheduleWithFixedDelay(
                () -> safely(work), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A failed round, such as one while the database is down, must not end the rounds to come. */
    private static void safely(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.warn("A round of telling Temporal of schedules failed, the next one follows: {}", e.getMessage());
            log.debug("why the round failed", e);
        }
    }
}
