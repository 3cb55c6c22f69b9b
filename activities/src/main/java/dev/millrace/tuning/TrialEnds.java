package dev.millrace.tuning;

import dev.millrace.jobs.JobRef;
import dev.millrace.tenancy.Json;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes what came of trials, and counts it, while the study's row is locked. */
final class TrialEnds {
    private TrialEnds() {}

    /** @return false when another attempt has taken the trial over: nothing is written then */
    static boolean write(JdbcClient jdbc, JobRef job, Direction direction, Result result, Instant now) {
        boolean written = update(jdbc, job, result, now);
        if (written) {
            count(jdbc, job, direction, result);
        }
        return written;
    }

    private static boolean update(JdbcClient jdbc, JobRef job, Result result, Instant now) {
        Ended ended = result.ended();
        return jdbc.sql("UPDATE trials SET status = :status, value = :value, metrics = :metrics::jsonb,"
                                + " last_step = :step, last_report = :report, error = :error, completed_at = :now,"
                                + " duration_ms = :duration, lane = NULL, lease = NULL,"
                                + " revision = (SELECT revision + 1 FROM studies WHERE job_id = :job)"
                                + " WHERE job_id = :job AND number = :number AND lease = :lease AND status = 'running'")
                        .param("status", status(ended).wire())
                        .param("value", ended instanceof Ended.Completed done ? done.value() : null)
                        .param("metrics", ended instanceof Ended.Completed done ? Json.write(done.metrics()) : null)
                        .param("step", ended instanceof Ended.Pruned pruned ? pruned.step() : null)
                        .param("report", ended instanceof Ended.Pruned pruned ? pruned.loss() : null)
                        .param("error", ended instanceof Ended.Failed failed ? failed.reason() : null)
                        .param("now", TrialRows.utc(now))
                        .param("duration", ended.duration().toMillis())
                        .param("job", job.job().value())
                        .param("number", result.number())
                        .param("lease", result.lease().wire())
                        .update()
                == 1;
    }

    private static void count(JdbcClient jdbc, JobRef job, Direction direction, Result result) {
        Ended ended = result.ended();
        @Nullable Double value = ended instanceof Ended.Completed done ? done.value() : null;
        String better = direction == Direction.MINIMIZE ? "<" : ">";
        jdbc.sql(("WITH found AS (SELECT :value::float8 AS value, :number::int AS number), compared AS ("
                                + "SELECT f.value IS NOT NULL AND (s.best_value IS NULL OR f.value %s s.best_value"
                                + " OR (f.value = s.best_value AND f.number < s.best_number)) AS best,"
                                + " f.value IS NOT NULL AND (s.best_value IS NULL OR f.value %s s.best_value) AS better"
                                + " FROM studies s, found f WHERE s.job_id = :job)"
                                + " UPDATE studies SET revision = revision + 1,"
                                + " completed = completed + :completed, pruned = pruned + :pruned, failed = failed + :failed,"
                                + " since_best = CASE WHEN c.better THEN 0 ELSE since_best + :completed + :pruned END,"
                                + " best_value = CASE WHEN c.best THEN :value ELSE best_value END,"
                                + " best_number = CASE WHEN c.best THEN :number ELSE best_number END"
                                + " FROM compared c WHERE job_id = :job")
                        .formatted(better, better))
                .params(Map.of(
                        "number", result.number(),
                        "completed", ended instanceof Ended.Completed ? 1 : 0,
                        "pruned", ended instanceof Ended.Pruned ? 1 : 0,
                        "failed", ended instanceof Ended.Failed ? 1 : 0,
                        "job", job.job().value()))
                .param("value", value)
                .update();
    }

    private static TrialStatus status(Ended ended) {
        return switch (ended) {
            case Ended.Completed _ -> TrialStatus.COMPLETED;
            case Ended.Pruned _ -> TrialStatus.PRUNED;
            case Ended.Failed _ -> TrialStatus.FAILED;
            case Ended.Cancelled _ -> TrialStatus.CANCELLED;
        };
    }

    /** What came of the attempt at a trial that held the lease. */
    record Result(int number, Lease lease, Ended ended) {}
}
