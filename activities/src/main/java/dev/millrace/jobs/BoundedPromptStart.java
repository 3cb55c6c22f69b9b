package dev.millrace.jobs;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts jobs on virtual threads, a few at a time; the rest is left to the dispatcher. */
final class BoundedPromptStart implements PromptStart, AutoCloseable {
    private static final int AT_ONCE = 4;
    private static final Logger log = LoggerFactory.getLogger(BoundedPromptStart.class);

    private final JobStarter starter;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("start-", 0).factory());

    BoundedPromptStart(JobStarter starter) {
        this.starter = starter;
    }

    @Override
    public void soon(JobRef job) {
        if (places.tryAcquire()) {
            threads.execute(() -> start(job));
        }
    }

    private void start(JobRef job) {
        try {
            starter.start(job);
        } catch (RuntimeException e) {
            log.debug("job {} is left to the dispatcher", job.job(), e);
        } finally {
            places.release();
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
