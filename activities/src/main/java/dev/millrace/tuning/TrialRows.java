package dev.millrace.tuning;

import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobRef;
import dev.millrace.tenancy.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of trials, written while the study's row is locked. */
final class TrialRows {
    private TrialRows() {}

    /** Gives the candidate the study's next number. */
    static Trial insert(JdbcClient jdbc, JobRef job, NewTrial trial) {
        Lease lease = trial.lease();
        return jdbc.sql("WITH numbered AS (UPDATE studies SET next_number = next_number + 1, revision = revision + 1,"
                        + " sampled = sampled + :sampled WHERE job_id = :job RETURNING next_number - 1 AS number, revision)"
                        + " INSERT INTO trials (tenant_id, job_id, number, status, origin, algorithm, parameters, attempts,"
                        + " lane, lease, revision, created_at, started_at) SELECT :tenant, :job, number, :status, :origin,"
                        + " :algorithm, :parameters::jsonb, :attempts, :lane, :lease, revision, :now, :started FROM numbered"
                        + " RETURNING *")
                .param("tenant", job.tenant().value())
                .param("job", job.job().value())
                .param("sampled", lease == null ? 0 : 1)
                .param("status", lease == null ? "waiting" : "running")
                .param("origin", lease == null ? "enqueued" : "sampled")
                .param("algorithm", trial.candidate().algorithm())
                .param("parameters", Json.write(trial.candidate().parameters()))
                .param("attempts", lease == null ? 0 : 1)
                .param("lane", lease == null ? null : lease.lane())
                .param("lease", lease == null ? null : lease.wire())
                .param("now", utc(trial.now()))
                .param("started", lease == null ? null : utc(trial.now()))
                .query(TrialRows::trial)
                .single();
    }

    /** Trials that are said to run, of one lane or of all. */
    static List<Trial> running(JdbcClient jdbc, JobRef job, @Nullable Integer lane) {
        return jdbc.sql("SELECT * FROM trials WHERE job_id = :job AND status = 'running'"
                        + " AND (:lane::int IS NULL OR lane = :lane) ORDER BY number")
                .param("job", job.job().value())
                .param("lane", lane)
                .query(TrialRows::trial)
                .list();
    }

    /** The number of the first trial that waits; there must be one. */
    static int firstWaiting(JdbcClient jdbc, JobRef job) {
        return jdbc.sql("SELECT min(number) FROM trials WHERE job_id = :job AND status = 'waiting'")
                .param("job", job.job().value())
                .query(Integer.class)
                .single();
    }

    static Optional<Trial> find(JdbcClient jdbc, JobRef job, int number) {
        return jdbc.sql("SELECT * FROM trials WHERE job_id = :job AND number = :number")
                .param("job", job.job().value())
                .param("number", number)
                .query(TrialRows::trial)
                .optional();
    }

    /** At most {@code limit} trials, the newest first, with numbers below {@code before}. */
    static List<Trial> list(
            JdbcClient jdbc, JobRef job, @Nullable TrialStatus status, @Nullable Integer before, int limit) {
        return jdbc.sql("SELECT * FROM trials WHERE job_id = :job AND (:status::text IS NULL OR status = :status)"
                        + " AND (:before::int IS NULL OR number < :before) ORDER BY number DESC LIMIT :limit")
                .param("job", job.job().value())
                .param("status", status == null ? null : status.wire())
                .param("before", before)
                .param("limit", limit)
                .query(TrialRows::trial)
                .list();
    }

    /** As the other, of trials that have one of the statuses. */
    static List<Trial> page(
            JdbcClient jdbc, JobRef job, Set<TrialStatus> statuses, @Nullable Integer before, int limit) {
        return jdbc.sql("SELECT * FROM trials WHERE job_id = :job AND status = ANY (:statuses)"
                        + " AND (:before::int IS NULL OR number < :before) ORDER BY number DESC LIMIT :limit")
                .param("job", job.job().value())
                .param("statuses", statuses.stream().map(TrialStatus::wire).toArray(String[]::new))
                .param("before", before)
                .param("limit", limit)
                .query(TrialRows::trial)
                .list();
    }

    /** The best trials of the studies that have one. */
    static Map<JobId, Trial> best(JdbcClient jdbc, Collection<JobId> studies) {
        Map<JobId, Trial> best = new LinkedHashMap<>();
        jdbc.sql("SELECT t.* FROM studies s JOIN trials t ON t.job_id = s.job_id AND t.number = s.best_number"
                        + " WHERE s.job_id IN (:jobs)")
                .param("jobs", studies.stream().map(JobId::value).toList())
                .query(row -> {
                    best.put(new JobId(row.getObject("job_id", UUID.class)), trial(row, 0));
                });
        return best;
    }

    /** Those changed after a revision, by number, with the revision of each. */
    static List<Revised> after(JdbcClient jdbc, JobRef job, long revision) {
        return jdbc.sql("SELECT * FROM trials WHERE job_id = :job AND revision > :revision ORDER BY number")
                .param("job", job.job().value())
                .param("revision", revision)
                .query((row, n) -> new Revised(trial(row, n), row.getLong("revision")))
                .list();
    }

    /** Another attempt at a trial begins. */
    static Trial begin(JdbcClient jdbc, JobRef job, int number, Lease lease, Instant now) {
        return jdbc.sql("WITH revised AS (UPDATE studies SET revision = revision + 1 WHERE job_id = :job"
                        + " RETURNING revision)"
                        + " UPDATE trials t SET status = 'running', attempts = attempts + 1, lane = :lane, lease = :lease,"
                        + " started_at = :now, revision = revised.revision FROM revised"
                        + " WHERE t.job_id = :job AND t.number = :number RETURNING t.*")
                .param("lane", lease.lane())
                .param("lease", lease.wire())
                .param("now", utc(now))
                .param("job", job.job().value())
                .param("number", number)
                .query(TrialRows::trial)
                .single();
    }

    /** An attempt has ended without a result; the trial waits for the next one. */
    static void release(JdbcClient jdbc, JobRef job, Trial trial, String outcome, Instant now) {
        jdbc.sql("INSERT INTO trial_attempts (tenant_id, job_id, number, attempt, outcome, started_at, ended_at)"
                        + " VALUES (:tenant, :job, :number, :attempt, :outcome, :started, :now) ON CONFLICT DO NOTHING")
                .param("tenant", job.tenant().value())
                .param("job", job.job().value())
                .param("number", trial.number())
                .param("attempt", trial.attempts())
                .param("outcome", outcome)
                .param("started", trial.startedAt() == null ? null : utc(trial.startedAt()))
                .param("now", utc(now))
                .update();
        jdbc.sql("UPDATE trials SET status = 'waiting', lane = NULL, lease = NULL, revision = :revision"
                        + " WHERE job_id = :job AND number = :number AND status = 'running'")
                .param("revision", Studies.revise(jdbc, job))
                .param("job", job.job().value())
                .param("number", trial.number())
                .update();
    }

    /** The study has ended before they were tried. */
    static void cancelWaiting(JdbcClient jdbc, JobRef job) {
        jdbc.sql(
                        "UPDATE trials SET status = 'cancelled', revision = (SELECT revision + 1 FROM studies WHERE job_id = :job)"
                                + " WHERE job_id = :job AND status = 'waiting'")
                .param("job", job.job().value())
                .update();
        Studies.revise(jdbc, job);
    }

    /** How often a worker died in the middle of it. */
    static int lost(JdbcClient jdbc, JobRef job, int number) {
        return jdbc.sql("SELECT count(*) FROM trial_attempts WHERE job_id = :job AND number = :number"
                        + " AND outcome = 'lost'")
                .param("job", job.job().value())
                .param("number", number)
                .query(Integer.class)
                .single();
    }

    static Trial trial(ResultSet row, int n) throws SQLException {
        String metrics = row.getString("metrics");
        Long duration = row.getObject("duration_ms", Long.class);
        return new Trial(
                row.getInt("number"),
                TrialStatus.of(row.getString("status")),
                new Candidate(row.getString("algorithm"), map(row.getString("parameters"))),
                row.getString("origin").equals("enqueued"),
                row.getObject("value", Double.class),
                metrics == null ? Map.of() : numbers(metrics),
                row.getObject("last_step", Integer.class),
                row.getObject("last_report", Double.class),
                row.getString("error"),
                row.getInt("attempts"),
                java.util.Objects.requireNonNull(instant(row, "created_at")),
                instant(row, "started_at"),
                instant(row, "completed_at"),
                duration == null ? null : Duration.ofMillis(duration));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(String json) {
        return Json.read(json, LinkedHashMap.class);
    }

    private static Map<String, Double> numbers(String json) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        map(json).forEach((name, value) -> numbers.put(name, ((Number) value).doubleValue()));
        return numbers;
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** {@code lease} is null for one that waits until a lane takes it. */
    record NewTrial(Candidate candidate, @Nullable Lease lease, Instant now) {}

    record Revised(Trial trial, long revision) {}
}
