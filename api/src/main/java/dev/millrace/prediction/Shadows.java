package dev.millrace.prediction;

import dev.millrace.models.Instances;
import dev.millrace.models.ModelCache;
import dev.millrace.models.ModelVersion;
import dev.millrace.models.Predictions;
import dev.millrace.models.TrainedModel;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Lets a shadow predict what another version has answered, on one thread, after the answer was made. Where
 * they come faster than it predicts, some are left out.
 */
@Component
final class Shadows {
    private static final int MOST_WAITING = 500;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final Logger log = LoggerFactory.getLogger(Shadows.class);

    private final ModelCache models;
    private final TrafficMeter meter;
    private final PredictionRecorder recorder;
    private final Counter leftOut;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            0,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().name("shadow-", 0).daemon().factory());

    Shadows(ModelCache models, TrafficMeter meter, PredictionRecorder recorder, MeterRegistry registry) {
        this.models = models;
        this.meter = meter;
        this.recorder = recorder;
        leftOut = Counter.builder("millrace.predictions.shadows.left.out")
                .description("Requests that a shadow did not predict because too many waited")
                .register(registry);
    }

    /** @param shadow null when there is none */
    void beside(
            Traffic served,
            @Nullable ModelVersion shadow,
            List<PredictionView> answers,
            List<Map<String, @Nullable Object>> instances) {
        if (shadow == null) {
            return;
        }
        List<UUID> ids = answers.stream().map(PredictionView::id).toList();
        try {
            thread.execute(() -> predict(served, shadow, ids, instances));
        } catch (RejectedExecutionException full) {
            leftOut.increment();
        }
    }

    private void predict(
            Traffic served, ModelVersion shadow, List<UUID> ids, List<Map<String, @Nullable Object>> instances) {
        Traffic traffic = new Traffic(
                served.tenant(),
                served.model(),
                shadow.version(),
                PredictionRole.SHADOW,
                served.rollout(),
                served.stage());
        long began = System.nanoTime();
        try {
            TrainedModel model = models.get(traffic.tenant(), shadow.artifact());
            Predictions predictions =
                    model.predict(Instances.strict(model.inputs().schema(), instances));
            recorder.record(traffic, ids, predictions, instances);
            meter.answered(traffic, ids.size(), (System.nanoTime() - began) / NANOS_PER_MILLI);
        } catch (RuntimeException failure) {
            meter.failed(traffic, (System.nanoTime() - began) / NANOS_PER_MILLI);
            log.debug("the shadow of model {} failed", traffic.model(), failure);
        }
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }
}
