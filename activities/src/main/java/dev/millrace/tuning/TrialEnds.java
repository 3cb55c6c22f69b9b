package dev.millrace.tuning;

import dev.millrace.jobs.JobRef;
import dev.millrace.tenancy.Json;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes what came of trials, and counts it, while the study's row is locked. */
final class TrialEnds {
    private TrialEnds() {}

    /**
     * @param study as it stands, locked
     * @return how the study stands then; empty when another attempt has taken the trial over: nothing is written then
     */
    static Optional<Study> write(
            JdbcClient jdbc, JobRef job, Study study, Direction direction, Result result, Instant now) {
        Study after = study.counting(result.number(), result.ended(), direction);
        return update(jdbc, job, after, result, now) ? Optional.of(after) : Optional.empty();
    }

    private static boolean update(JdbcClient jdbc, JobRef job, Study after, Result result, Instant now) {
        Ended ended = result.ended();
        return jdbc.sql("WITH ended AS (UPDATE trials SET status = :status, value = :value, metrics = :metrics::jsonb,"
                                + " last_step = :step, last_report = :report, error = :error, completed_at = :now,"
                                + " duration_ms = :duration, lane = NULL, lease = NULL, revision = :revision"
                                + " WHERE job_id = :job AND number = :number AND lease = :lease AND status = 'running'"
                                + " RETURNING 1)"
                                + " UPDATE studies SET revision = :revision, completed = :completed, pruned = :pruned,"
                                + " failed = :failed, since_best = :sinceBest, best_value = :bestValue,"
                                + " best_number = :bestNumber WHERE job_id = :job AND EXISTS (SELECT FROM ended)")
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
                        .param("revision", after.revision())
                        .param("completed", after.completed())
                        .param("pruned", after.pruned())
                        .param("failed", after.failed())
                        .param("sinceBest", after.sinceBest())
                        .param("bestValue", after.bestValue())
                        .param("bestNumber", after.bestNumber())
                        .update()
                == 1;
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
