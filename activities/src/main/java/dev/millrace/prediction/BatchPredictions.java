package dev.millrace.prediction;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.artifacts.ArtifactOwner;
import dev.millrace.artifacts.ArtifactRefs;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobResults;
import dev.millrace.jobs.StepResults;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantTransactions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is kept of batch predictions: the plan, the chunks that are done, and the counts that the job shows. */
@Component
public final class BatchPredictions {
    private final TenantTransactions transactions;
    private final StepResults answers;
    private final JobResults results;
    private final ArtifactRefs refs;

    BatchPredictions(TenantTransactions transactions, StepResults answers, JobResults results, ArtifactRefs refs) {
        this.transactions = transactions;
        this.answers = answers;
        this.results = results;
        this.refs = refs;
    }

    /** The batch as it was planned the first time. */
    Batch plan(JobRef job, Supplier<Batch> planning) {
        Batch batch = answers.once(job, "plan", Batch.class, planning);
        transactions.run(job.tenant(), jdbc -> {
            if (batch.instances() != null) {
                refs.hold(jdbc, job.tenant(), owner(job), batch.instances());
            }
            show(jdbc, job, batch.plan(), new BatchPredictionResult(0, 0));
        });
        return batch;
    }

    Optional<Batch> find(JobRef job) {
        return answers.find(job, "plan", Batch.class);
    }

    Set<Integer> done(JobRef job, ChunkRange range) {
        return transactions.in(job.tenant(), jdbc -> new BatchChunks(jdbc, job).done(range));
    }

    /** Chunks in the order of the input, some at a time. */
    List<BatchChunks.Done> chunks(JobRef job, int from, int limit) {
        return transactions.in(job.tenant(), jdbc -> new BatchChunks(jdbc, job).list(from, limit));
    }

    /** Keeps a chunk and counts its rows, both or neither, once; answers the counts so far. */
    BatchPredictionResult commit(JobRef job, BatchPlan plan, BatchChunks.Done done) {
        return transactions.in(job.tenant(), jdbc -> {
            BatchPredictionResult before = countedSoFar(jdbc, job);
            if (!new BatchChunks(jdbc, job).commit(done)) {
                return before;
            }
            refs.hold(jdbc, job.tenant(), owner(job), done.results());
            ArtifactHandle failures = done.failures();
            if (failures != null) {
                refs.hold(jdbc, job.tenant(), owner(job), failures);
            }
            var now = new BatchPredictionResult(
                    before.completedItems() + done.completedItems(), before.failedItems() + done.failedItems());
            show(jdbc, job, plan, now);
            return now;
        });
    }

    /** The counts by the chunks themselves. */
    BatchPredictionResult totals(JobRef job) {
        return transactions.in(job.tenant(), jdbc -> new BatchChunks(jdbc, job).totals());
    }

    /** For the deletion of the job, in its transaction. */
    public void forget(JdbcClient jdbc, JobRef job) {
        new BatchChunks(jdbc, job).delete();
        refs.release(jdbc, job.tenant(), owner(job));
    }

    /** Of two chunks that are kept at the same time, the second waits here for the first. */
    private static BatchPredictionResult countedSoFar(JdbcClient jdbc, JobRef job) {
        return jdbc.sql("SELECT result FROM jobs WHERE id = :job FOR NO KEY UPDATE")
                .param("job", job.job().value())
                .query((row, n) -> Json.parse(row.getString(1)))
                .optional()
                .map(shown -> new BatchPredictionResult(
                        shown.path("completed_items").asLong(0),
                        shown.path("failed_items").asLong(0)))
                .orElseThrow(() -> Problem.notFound("job", job.job()));
    }

    private void show(JdbcClient jdbc, JobRef job, BatchPlan plan, BatchPredictionResult counts) {
        results.merge(
                jdbc,
                job,
                Map.of(
                        "total_items", plan.rows(),
                        "completed_items", counts.completedItems(),
                        "failed_items", counts.failedItems()));
    }

    private static ArtifactOwner owner(JobRef job) {
        return new ArtifactOwner("batch", job.job().value());
    }
}
