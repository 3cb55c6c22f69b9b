package dev.millrace.jobs;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Heartbeats for an activity twice a second while it works, from a thread of its own, and learns that way when the work is
 * to stop. Thread-safe.
 */
public final class Heartbeat implements AutoCloseable {
    private static final long PERIOD_MS = 500;
    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

    private final ActivityExecutionContext context;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile ResumePoint reached = new ResumePoint(0);
    private volatile @Nullable ActivityCompletionException stop;

    private Heartbeat(ActivityExecutionContext context) {
        this.context = context;
    }

    /** Begins to heartbeat for the activity whose context this is. */
    public static Heartbeat of(ActivityExecutionContext context) {
        Heartbeat heartbeat = new Heartbeat(context);
        Thread.ofVirtual().name("heartbeat").start(heartbeat::beat);
        return heartbeat;
    }

    /** The work is stored up to here: a new attempt goes on from it. */
    public void reached(long position) {
        reached = new ResumePoint(position);
    }

    public boolean stopped() {
        return stop != null;
    }

    /** @throws ActivityCompletionException when the activity was cancelled, timed out, or its worker shuts down */
    public void throwIfStopped() {
        ActivityCompletionException reason = stop;
        if (reason != null) {
            throw reason;
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void beat() {
        try {
            // What is through sooner needs none.
            while (!closed.await(PERIOD_MS, TimeUnit.MILLISECONDS)) {
                context.heartbeat(reached);
            }
        } catch (ActivityCompletionException reason) {
            stop = reason;
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("Heartbeats of {} have ended", context.getInfo().getActivityType(), e);
        }
    }
}
