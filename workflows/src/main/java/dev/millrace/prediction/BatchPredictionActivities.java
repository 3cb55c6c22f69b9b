package dev.millrace.prediction;

import io.temporal.activity.ActivityInterface;

/** The steps of a batch prediction. */
@ActivityInterface
public interface BatchPredictionActivities {
    /** Fixes the model version and counts the rows. */
    BatchPlan plan(BatchPredictionRequest request);

    /**
     * Predicts the chunks of a range that are not committed yet, heartbeating with the next one.
     *
     * @throws dev.millrace.problems.Problem when more rows failed than the request allows
     */
    void score(BatchPredictionRequest request, BatchPlan plan, ChunkRange range);

    BatchPredictionResult finish(BatchPredictionRequest request, BatchPlan plan);
}
