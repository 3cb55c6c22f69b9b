package dev.millrace.jobs;

import dev.millrace.tenancy.TenantId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts jobs on virtual threads, a few at a time and fewer of each tenant, so that one tenant's flood leaves room for
 * another's job; the rest is left to the dispatcher.
 */
final class BoundedPromptStart implements PromptStart, AutoCloseable {
    private static final int AT_ONCE = 4;
    private static final int OF_A_TENANT = 2;
    private static final Logger log = LoggerFactory.getLogger(BoundedPromptStart.class);

    private final JobStarter starter;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ConcurrentHashMap<TenantId, Integer> taken = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("start-", 0).factory());

    BoundedPromptStart(JobStarter starter) {
        this.starter = starter;
    }

    @Override
    public void soon(JobRef job) {
        if (take(job.tenant())) {
            threads.execute(() -> start(job));
        }
    }

    private boolean take(TenantId tenant) {
        if (!places.tryAcquire()) {
            return false;
        }
        if (taken.merge(tenant, 1, Integer::sum) > OF_A_TENANT) {
            giveBack(tenant);
            return false;
        }
        return true;
    }

    private void giveBack(TenantId tenant) {
        taken.computeIfPresent(tenant, (_, places) -> places == 1 ? null : places - 1);
        places.release();
    }

    private void start(JobRef job) {
        try {
            starter.start(job);
        } catch (RuntimeException e) {
            log.debug("job {} is left to the dispatcher", job.job(), e);
        } finally {
            giveBack(job.tenant());
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
