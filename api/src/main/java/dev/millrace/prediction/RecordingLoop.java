package dev.millrace.prediction;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Writes the recorded predictions and counts every second, and once more after the last request of a graceful stop. */
@Component
final class RecordingLoop implements SmartLifecycle {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(RecordingLoop.class);

    private final PredictionRecorder recorder;
    private final TrafficMeter meter;
    private @Nullable ScheduledExecutorService timer;

    RecordingLoop(PredictionRecorder recorder, TrafficMeter meter) {
        this.recorder = recorder;
        this.meter = meter;
    }

    @Override
    public synchronized void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("prediction-log").daemon().factory());
        var _ = timer.scheduleWithFixedDelay(this::flush, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdown();
            timer.close();
            timer = null;
            flush();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }

    /** After the web server, which stops in a higher phase. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void flush() {
        safely(meter::flush);
        safely(recorder::flush);
    }

    private static void safely(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.warn("Predictions could not be logged yet, they wait: {}", e.getMessage());
        }
    }
}
