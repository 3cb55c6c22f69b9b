package dev.millrace.jobs;

import java.util.concurrent.atomic.AtomicInteger;

/** The cores of this worker, shared evenly by the fits under way: each has one thread, and its part of what is free. */
public final class ThreadBudget {
    private final int cores;
    private final AtomicInteger sharers = new AtomicInteger();

    public ThreadBudget(int cores) {
        this.cores = cores;
    }

    /** Takes part until closed. */
    public Share join() {
        sharers.incrementAndGet();
        return new Share(this);
    }

    /** One fit's part of the cores; it changes as others come and go. */
    public static final class Share implements AutoCloseable {
        private final ThreadBudget budget;

        private Share(ThreadBudget budget) {
            this.budget = budget;
        }

        public int threads() {
            return Math.max(1, budget.cores / Math.max(1, budget.sharers.get()));
        }

        @Override
        public void close() {
            budget.sharers.decrementAndGet();
        }
    }
}
