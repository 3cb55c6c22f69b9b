package dev.millrace.artifacts;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;

/** Sweeps every hour while the process runs; a sweep that fails is tried again an hour later. */
final class SweepSchedule implements InitializingBean, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(SweepSchedule.class);
    private static final long MINUTES_BEFORE_FIRST = 10;
    private static final long MINUTES_BETWEEN = 60;

    private final ArtifactSweeper sweeper;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("artifact-sweep").factory());

    SweepSchedule(ArtifactSweeper sweeper) {
        this.sweeper = sweeper;
    }

    @Override
    public void afterPropertiesSet() {
        var _ = timer.scheduleWithFixedDelay(this::sweep, MINUTES_BEFORE_FIRST, MINUTES_BETWEEN, TimeUnit.MINUTES);
    }

    private void sweep() {
        try {
            LOG.info("deleted {} artifacts that nothing needs any more", sweeper.sweep());
        } catch (RuntimeException e) {
            LOG.warn("the artifacts could not be swept; trying again in an hour", e);
        }
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }
}
