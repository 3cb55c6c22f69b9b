package dev.millrace;

import io.temporal.worker.WorkerFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Starts the workers as soon as Temporal answers, however long that takes, and lets them finish when the process stops:
 * what is short ends, what is long stores a checkpoint and goes on elsewhere.
 */
@Component
final class WorkerStart implements SmartLifecycle {
    private static final long RETRY_SECONDS = 2;
    private static final long FINISH_SECONDS = 5;
    private static final Logger log = LoggerFactory.getLogger(WorkerStart.class);

    private final WorkerFactory workers;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean running;

    WorkerStart(WorkerFactory workers) {
        this.workers = workers;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().name("worker-start").daemon().start(this::startWhenTemporalAnswers);
    }

    @Override
    public void stop() {
        stopping.countDown();
        running = false;
        workers.shutdown();
        workers.awaitTermination(FINISH_SECONDS, TimeUnit.SECONDS);
        workers.shutdownNow();
        workers.awaitTermination(FINISH_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Whether tasks are being taken. */
    boolean working() {
        return workers.isStarted() && !workers.isShutdown();
    }

    private void startWhenTemporalAnswers() {
        try {
            while (!started() && !stopping.await(RETRY_SECONDS, TimeUnit.SECONDS)) {
                log.info("Trying again to reach Temporal");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean started() {
        try {
            workers.start();
            log.info("The workers take tasks");
            return true;
        } catch (RuntimeException e) {
            log.warn("The workers cannot start yet: {}", e.getMessage());
            return stopping.getCount() == 0;
        }
    }
}
