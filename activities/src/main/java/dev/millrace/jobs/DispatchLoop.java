package dev.millrace.jobs;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs the dispatcher and the reconciler again and again, each on a thread of its own. */
final class DispatchLoop implements SmartLifecycle {
    private static final Duration DISPATCH = Duration.ofMillis(500);
    private static final Duration RECONCILE = Duration.ofSeconds(15);
    private static final Duration CLEAN_UP = Duration.ofMinutes(30);
    private static final Logger log = LoggerFactory.getLogger(DispatchLoop.class);

    private final Dispatcher dispatcher;
    private final Reconciler reconciler;
    private final List<Runnable> housekeeping;
    private @Nullable ScheduledExecutorService timer;

    DispatchLoop(Dispatcher dispatcher, Reconciler reconciler, List<Runnable> housekeeping) {
        this.dispatcher = dispatcher;
        this.reconciler = reconciler;
        this.housekeeping = List.copyOf(housekeeping);
    }

    @Override
    public synchronized void start() {
        timer = Executors.newScheduledThreadPool(
                3, Thread.ofPlatform().name("dispatch-", 0).daemon().factory());
        every(timer, DISPATCH, dispatcher::sweep);
        every(timer, RECONCILE, reconciler::sweep);
        every(timer, CLEAN_UP, dispatcher::cleanUp);
        for (Runnable task : housekeeping) {
            every(timer, CLEAN_UP, task);
        }
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
            log.warn("A round of dispatching failed, the next one follows: {}", e.getMessage());
            log.debug("why the round failed", e);
        }
    }
}
