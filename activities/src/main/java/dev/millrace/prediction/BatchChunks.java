package dev.millrace.prediction;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.jobs.JobRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The chunks of a batch that are done; each is there once. */
record BatchChunks(JdbcClient jdbc, JobRef job) {

    /** What a chunk came to. {@code failures} is null when every row was predicted. */
    record Done(
            int chunk,
            int completedItems,
            int failedItems,
            ArtifactHandle results,
            @Nullable ArtifactHandle failures) {}

    /** Whether this call wrote the chunk: false when it was there already. */
    boolean commit(Done done) {
        return jdbc.sql("INSERT INTO batch_chunks (tenant_id, job_id, chunk, completed_items, failed_items,"
                                + " results_sha256, results_size, failures_sha256, failures_size)"
                                + " VALUES (:tenant, :job, :chunk, :completed, :failed, :results, :resultsSize,"
                                + " :failures, :failuresSize) ON CONFLICT (job_id, chunk) DO NOTHING")
                        .param("tenant", job.tenant().value())
                        .param("job", job.job().value())
                        .param("chunk", done.chunk())
                        .param("completed", done.completedItems())
                        .param("failed", done.failedItems())
                        .param("results", done.results().sha256())
                        .param("resultsSize", done.results().size())
                        .param(
                                "failures",
                                done.failures() == null ? null : done.failures().sha256())
                        .param(
                                "failuresSize",
                                done.failures() == null ? null : done.failures().size())
                        .update()
                == 1;
    }

    /** The numbers of the range's chunks that are done. */
    Set<Integer> done(ChunkRange range) {
        return new TreeSet<>(
                jdbc.sql("SELECT chunk FROM batch_chunks WHERE job_id = :job AND chunk >= :from AND chunk < :to")
                        .param("job", job.job().value())
                        .param("from", range.from())
                        .param("to", range.to())
                        .query(Integer.class)
                        .list());
    }

    /** In the order of the input, at most {@code limit}, from chunk {@code from} on. */
    List<Done> list(int from, int limit) {
        return jdbc.sql("SELECT * FROM batch_chunks WHERE job_id = :job AND chunk >= :from ORDER BY chunk LIMIT :limit")
                .param("job", job.job().value())
                .param("from", from)
                .param("limit", limit)
                .query(BatchChunks::done)
                .list();
    }

    BatchPredictionResult totals() {
        return jdbc.sql(
                        "SELECT coalesce(sum(completed_items), 0) AS completed, coalesce(sum(failed_items), 0) AS failed"
                                + " FROM batch_chunks WHERE job_id = :job")
                .param("job", job.job().value())
                .query((row, n) -> new BatchPredictionResult(row.getLong("completed"), row.getLong("failed")))
                .single();
    }

    void delete() {
        jdbc.sql("DELETE FROM batch_chunks WHERE job_id = :job")
                .param("job", job.job().value())
                .update();
    }

    private static Done done(ResultSet row, int number) throws SQLException {
        String failures = row.getString("failures_sha256");
        return new Done(
                row.getInt("chunk"),
                row.getInt("completed_items"),
                row.getInt("failed_items"),
                new ArtifactHandle(row.getString("results_sha256"), row.getLong("results_size")),
                failures == null ? null : new ArtifactHandle(failures, row.getLong("failures_size")));
    }
}
