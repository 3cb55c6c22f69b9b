package dev.millrace.prediction;

import dev.millrace.models.Predictions;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.stereotype.Component;

/**
 * Writes what models answered into the prediction log, later and in batches: a prediction never waits for it. While the
 * database is down answers wait, as many as there is room for.
 */
@Component
final class PredictionRecorder implements MeterBinder {
    private static final int MOST_ROWS = 100_000;
    private static final long MOST_INPUT = 32L << 20;
    private static final int BATCH = 2_000;
    private static final Logger log = LoggerFactory.getLogger(PredictionRecorder.class);

    private final PredictionLog predictions;
    private final Clock clock;
    private final PredictionSample sample;
    private final PredictionBuffer buffer = new PredictionBuffer(MOST_ROWS, MOST_INPUT);

    /** @param every one in so many inputs is kept beside its answer */
    PredictionRecorder(
            PredictionLog predictions, Clock clock, @Value("${millrace.predictions.sample-every:10}") int every) {
        this.predictions = predictions;
        this.clock = clock;
        this.sample = new PredictionSample(every);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("millrace.predictions.inputs.dropped", buffer, PredictionBuffer::droppedInputs)
                .description("Sampled inputs that were not logged, for want of room or of a form that can be stored")
                .register(registry);
        FunctionCounter.builder("millrace.predictions.answers.dropped", buffer, PredictionBuffer::droppedAnswers)
                .description("Answers that were not logged, so that no feedback can be given on them")
                .register(registry);
    }

    /** To be given the instances as they came. */
    void record(Traffic traffic, List<UUID> ids, Predictions answers, List<Map<String, @Nullable Object>> instances) {
        buffer.add(new Answered(traffic, clock.instant(), ids, answers, sample.of(traffic, ids, instances)));
    }

    /**
     * Writes all that waits.
     *
     * @throws org.springframework.dao.DataAccessException or a TransactionException when the database does not take it; it waits on
     */
    synchronized void flush() {
        List<Answered> batch = buffer.take(BATCH);
        while (!batch.isEmpty()) {
            write(batch);
            batch = buffer.take(BATCH);
        }
    }

    private void write(List<Answered> batch) {
        Map<Traffic, List<Answered>> byTraffic = new LinkedHashMap<>();
        batch.forEach(answered -> byTraffic
                .computeIfAbsent(answered.traffic(), traffic -> new ArrayList<>())
                .add(answered));
        List<List<Answered>> groups = List.copyOf(byTraffic.values());
        int written = 0;
        try {
            for (List<Answered> group : groups) {
                write(group.getFirst().traffic(), group);
                written++;
            }
        } finally {
            buffer.putBack(groups.subList(written, groups.size()).stream()
                    .flatMap(List::stream)
                    .toList());
        }
    }

    private void write(Traffic traffic, List<Answered> answers) {
        try {
            append(traffic, answers, true);
        } catch (NonTransientDataAccessException unstorable) {
            // One input with a character that jsonb does not take must not cost the others their answers.
            buffer.lost(0, answers.stream().mapToInt(a -> a.inputs().size()).sum());
            log.warn("inputs of model {} cannot be logged: {}", traffic.model(), unstorable.getMessage());
            appendOrDrop(traffic, answers);
        }
    }

    private void appendOrDrop(Traffic traffic, List<Answered> answers) {
        try {
            append(traffic, answers, false);
        } catch (NonTransientDataAccessException refused) {
            buffer.lost(answers.stream().mapToInt(Answered::rows).sum(), 0);
            log.warn("answers of model {} cannot be logged: {}", traffic.model(), refused.getMessage());
        }
    }

    private void append(Traffic traffic, List<Answered> answers, boolean withInputs) {
        predictions.append(
                traffic,
                answers.stream().flatMap(a -> a.rows(withInputs).stream()).toList());
    }
}
