package dev.millrace.jobs;

import io.temporal.activity.Activity;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds an activity, heartbeating so that its cancellation arrives, until the test lets it pass. */
public final class Gate {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    /** Called by the activity. */
    public void pass() {
        reached.countDown();
        try {
            while (!open.await(20, TimeUnit.MILLISECONDS)) {
                Activity.getExecutionContext().heartbeat(new ResumePoint(1));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    public void awaitReached() {
        try {
            if (!reached.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("the activity never came here");
            }
        } catch (InterruptedException stopped) {
            throw new AssertionError("interrupted before the activity came here", stopped);
        }
    }

    public void open() {
        open.countDown();
    }
}
