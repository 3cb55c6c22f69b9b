package dev.millrace.limits;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Forgets, now and then, the buckets that nobody draws from any more. */
final class BucketSweep implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(BucketSweep.class);
    private static final Duration PERIOD = Duration.ofMinutes(5);

    private final RateBuckets buckets;
    private @Nullable ScheduledExecutorService timer;

    BucketSweep(RateBuckets buckets) {
        this.buckets = buckets;
    }

    @Override
    public synchronized void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("rate-buckets").daemon().factory());
        var _ = timer.scheduleWithFixedDelay(this::sweep, PERIOD.toSeconds(), PERIOD.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }

    private void sweep() {
        try {
            buckets.sweep();
        } catch (RuntimeException e) {
            log.debug("old buckets stay until the next round", e);
        }
    }
}
