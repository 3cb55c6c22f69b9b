package dev.millrace.jobs;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The part of this worker's heap that data of jobs may take. Work says what it needs before it allocates: what can never
 * fit is refused, what does not fit now waits for others to end, so that no job's data take the whole worker along.
 */
public final class MemoryBudget {
    /** The rest is for models being served, and for everything else. */
    private static final double SHARE = 0.6;

    private static final long WAIT_MS = 500;

    private final long total;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition released = lock.newCondition();
    private long free;

    public MemoryBudget(long heapBytes) {
        this.total = (long) (heapBytes * SHARE);
        this.free = total;
    }

    /**
     * Runs the work with so many bytes put aside for it. {@code goesOn} is called while it waits for them, and throws when
     * there is no use in waiting.
     *
     * @throws Problem OUT_OF_MEMORY when this worker never has so much
     */
    public <T> T with(long bytes, String what, Runnable goesOn, Supplier<T> work) {
        if (bytes > total) {
            throw new Problem(
                    ProblemType.OUT_OF_MEMORY,
                    ("%s needs about %,d MB, and this worker has %,d MB for data: give it a heap of %,d MB (-Xmx),"
                                    + " or train on fewer rows or features")
                            .formatted(what, bytes >> 20, total >> 20, (long) (bytes / SHARE) >> 20));
        }
        take(bytes, goesOn);
        try {
            return work.get();
        } finally {
            giveBack(bytes);
        }
    }

    private void take(long bytes, Runnable goesOn) {
        lock.lock();
        try {
            while (bytes > free) {
                goesOn.run();
                var _ = released.await(WAIT_MS, TimeUnit.MILLISECONDS);
            }
            free -= bytes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(ProblemType.UNAVAILABLE, "interrupted while waiting for memory");
        } finally {
            lock.unlock();
        }
    }

    private void giveBack(long bytes) {
        lock.lock();
        try {
            free += bytes;
            released.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
