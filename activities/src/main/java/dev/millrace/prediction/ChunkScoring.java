package dev.millrace.prediction;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.datasets.RowRange;
import dev.millrace.jobs.Heartbeat;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.WorkMeter;
import dev.millrace.models.FittingRows;
import dev.millrace.models.TrainedModel;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Predicts the chunks of a range one after the other, but for those that an earlier attempt has done. */
@Component
final class ChunkScoring {
    private final BatchSource source;
    private final BatchPredictions batches;
    private final ResultParts parts;

    ChunkScoring(BatchSource source, BatchPredictions batches, ResultParts parts) {
        this.source = source;
        this.batches = batches;
        this.parts = parts;
    }

    void score(
            JobRef job,
            BatchData data,
            Batch batch,
            TrainedModel model,
            ChunkRange range,
            Heartbeat heartbeat,
            WorkMeter meter) {
        Set<Integer> done = batches.done(job, range);
        int first = firstOpen(range, done);
        RowRange rows = rows(batch.plan(), new ChunkRange(first, range.to()));
        if (rows.rows() == 0) {
            return;
        }
        Scoring scoring = Scoring.of(model, batch.explain());
        try (BatchRows input = source.open(job, data, batch, model.inputs().schema(), rows)) {
            for (int chunk = first; chunk < range.to(); chunk++) {
                heartbeat.throwIfStopped();
                FittingRows lot = input.next(batch.plan().chunkSize());
                if (!done.contains(chunk)) {
                    check(batch, commit(job, batch, chunk, scoring.score(lot)), meter);
                }
                heartbeat.reached(chunk + 1L);
            }
        }
    }

    private BatchPredictionResult commit(JobRef job, Batch batch, int chunk, Scoring.Scored scored) {
        FittingRows lot = scored.rows();
        long firstRow = (long) chunk * batch.plan().chunkSize() + 1;
        ArtifactHandle results = parts.write(job.tenant(), firstRow, scored);
        ArtifactHandle failures = parts.writeFailures(job.tenant(), firstRow, lot);
        return batches.commit(
                job,
                batch.plan(),
                new BatchChunks.Done(chunk, lot.rows().length, lot.misfits().size(), results, failures));
    }

    private static void check(Batch batch, BatchPredictionResult counts, WorkMeter meter) {
        Long allowed = batch.maxFailedItems();
        if (allowed != null && counts.failedItems() > allowed) {
            throw new Problem(
                    ProblemType.TOO_MANY_FAILED_ITEMS,
                    counts.failedItems() + " rows could not be predicted, " + allowed
                            + " are allowed (max_failed_items); the batch's failures say why");
        }
        meter.reached((double) (counts.completedItems() + counts.failedItems())
                / Math.max(1, batch.plan().rows()));
    }

    private static int firstOpen(ChunkRange range, Set<Integer> done) {
        int chunk = range.from();
        while (chunk < range.to() && done.contains(chunk)) {
            chunk++;
        }
        return chunk;
    }

    private static RowRange rows(BatchPlan plan, ChunkRange chunks) {
        long from = Math.min(plan.rows(), (long) chunks.from() * plan.chunkSize());
        return new RowRange(from, Math.min(plan.rows(), (long) chunks.to() * plan.chunkSize()));
    }
}
