package dev.millrace.prediction;

import dev.millrace.jobs.FlowFixture;
import dev.millrace.jobs.Script;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/** Batch steps that answer at once, unless their script says otherwise. */
public final class FakePrediction implements BatchPredictionActivities {
    private final Script script;
    private final BatchPlan plan;
    private final Set<Integer> chunks = new TreeSet<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();

    public FakePrediction(Script script, BatchPlan plan) {
        this.script = script;
        this.plan = plan;
    }

    public static BatchPredictionRequest request() {
        return new BatchPredictionRequest(FlowFixture.JOB);
    }

    @Override
    public BatchPlan plan(BatchPredictionRequest request) {
        script.play("plan");
        return plan;
    }

    @Override
    public void score(BatchPredictionRequest request, BatchPlan given, ChunkRange range) {
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        try {
            script.play("score " + range.from());
            commit(range);
        } finally {
            inFlight.decrementAndGet();
        }
    }

    @Override
    public BatchPredictionResult finish(BatchPredictionRequest request, BatchPlan given) {
        script.play("finish");
        return new BatchPredictionResult(given.rows(), 0);
    }

    synchronized Set<Integer> chunks() {
        return Set.copyOf(chunks);
    }

    int mostInFlight() {
        return mostInFlight.get();
    }

    private synchronized void commit(ChunkRange range) {
        for (int chunk = range.from(); chunk < range.to(); chunk++) {
            chunks.add(chunk);
        }
    }
}
