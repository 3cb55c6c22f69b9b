package dev.millrace.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures what one activity spends on a step while it is open, and writes it down twice a second from a thread of its own.
 * Thread-safe. An outage of the database is no reason to stop the work.
 */
public final class WorkMeter implements AutoCloseable {
    private static final long PERIOD_MS = 500;
    private static final Logger log = LoggerFactory.getLogger(WorkMeter.class);

    private final Clock clock;
    private final Sink sink;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile double reached;
    private Instant written;

    WorkMeter(Clock clock, Sink sink) {
        this.clock = clock;
        this.sink = sink;
        this.written = clock.instant();
    }

    WorkMeter start() {
        Thread.ofVirtual().name("work-meter").start(this::tick);
        return this;
    }

    /** @param fraction of the step that is done, 0 to 1 */
    public void reached(double fraction) {
        reached = fraction;
    }

    @Override
    public void close() {
        closed.countDown();
        write();
    }

    private void tick() {
        try {
            while (!closed.await(PERIOD_MS, TimeUnit.MILLISECONDS)) {
                write();
            }
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void write() {
        Instant now = clock.instant();
        try {
            sink.write(Duration.between(written, now).toMillis(), reached);
            written = now;
        } catch (RuntimeException outage) {
            log.warn("The job works on, but how far it is could not be written down", outage);
        }
    }

    @FunctionalInterface
    interface Sink {
        /** @param spentMs since the last time */
        void write(long spentMs, double fraction);
    }
}
