package dev.millrace.tuning;

import dev.millrace.jobs.JobRef;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The trials of a study by what came of them. */
@Component
public final class BestTrials {
    private final TenantTransactions transactions;

    BestTrials(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    /** Completed ones, the best first, of equals the earlier; of the same algorithm and parameters the first alone. */
    public List<Trial> best(JobRef study, Direction direction, int limit) {
        String order = direction == Direction.MINIMIZE ? "ASC" : "DESC";
        return transactions.in(
                study.tenant(),
                jdbc -> jdbc.sql("SELECT * FROM (SELECT DISTINCT ON (algorithm, parameters) * FROM trials"
                                + " WHERE job_id = :job AND status = 'completed' ORDER BY algorithm, parameters, number) t"
                                + " ORDER BY value " + order + ", number LIMIT :limit")
                        .param("job", study.job().value())
                        .param("limit", limit)
                        .query(TrialRows::trial)
                        .list());
    }

    /** What became of each algorithm, the one with the most trials first. */
    public List<Tried> byAlgorithm(JobRef study, Direction direction) {
        String best = direction == Direction.MINIMIZE ? "min(value)" : "max(value)";
        return transactions.in(
                study.tenant(),
                jdbc -> jdbc.sql("SELECT algorithm, count(*) FILTER (WHERE status <> 'cancelled') AS trials,"
                                + " count(*) FILTER (WHERE status = 'completed') AS completed,"
                                + " count(*) FILTER (WHERE status = 'pruned') AS pruned,"
                                + " count(*) FILTER (WHERE status = 'failed') AS failed,"
                                + " coalesce(sum(duration_ms), 0) AS spent, " + best + " AS best, max(error) AS error"
                                + " FROM trials WHERE job_id = :job GROUP BY algorithm ORDER BY trials DESC, algorithm")
                        .param("job", study.job().value())
                        .query((row, n) -> new Tried(
                                row.getString("algorithm"),
                                row.getInt("trials"),
                                row.getInt("completed"),
                                row.getInt("pruned"),
                                row.getInt("failed"),
                                Duration.ofMillis(row.getLong("spent")),
                                row.getObject("best", Double.class),
                                row.getString("error")))
                        .list());
    }

    /** The trials of one algorithm; {@code error} is one of those that failed. */
    public record Tried(
            String algorithm,
            int trials,
            int completed,
            int pruned,
            int failed,
            Duration spent,
            @Nullable Double best,
            @Nullable String error) {}
}
