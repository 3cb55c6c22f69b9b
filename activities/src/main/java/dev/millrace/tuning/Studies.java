package dev.millrace.tuning;

import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobRef;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of studies. Whoever changes a study or its trials holds the lock on its row. */
final class Studies {
    private static final String SELECT = "SELECT s.*,"
            + " (SELECT count(*) FROM trials t WHERE t.job_id = s.job_id AND t.status = 'waiting') AS waiting,"
            + " (SELECT count(*) FROM trials t WHERE t.job_id = s.job_id AND t.status = 'running') AS running"
            + " FROM studies s WHERE s.job_id";

    private Studies() {}

    static void insert(JdbcClient jdbc, JobRef job, TuningSpec spec) {
        Duration timeout = spec.timeout();
        jdbc.sql("INSERT INTO studies (tenant_id, job_id, search_space, max_trials, max_parallel, max_failed_trials,"
                        + " timeout_ms) VALUES (:tenant, :job, :space::jsonb, :trials, :parallel, :failed, :timeout)")
                .param("tenant", job.tenant().value())
                .param("job", job.job().value())
                .param("space", Json.write(spec.searchSpace()))
                .param("trials", spec.maxTrials())
                .param("parallel", spec.maxParallel())
                .param("failed", spec.maxFailedTrials())
                .param("timeout", timeout == null ? null : timeout.toMillis())
                .update();
    }

    /** @throws Problem NOT_FOUND */
    static Study get(JdbcClient jdbc, JobRef job) {
        return read(jdbc, job);
    }

    /** Those of the jobs that there are. */
    static Map<JobId, Study> list(JdbcClient jdbc, Collection<JobId> jobs) {
        Map<JobId, Study> studies = new LinkedHashMap<>();
        jdbc.sql(SELECT + " IN (:jobs)")
                .param("jobs", jobs.stream().map(JobId::value).toList())
                .query(row -> {
                    studies.put(new JobId(row.getObject("job_id", UUID.class)), study(row, 0));
                });
        return studies;
    }

    /** As the other, with nobody else changing it before the transaction ends. */
    static Study lock(JdbcClient jdbc, JobRef job) {
        jdbc.sql("SELECT 1 FROM studies WHERE job_id = :job FOR NO KEY UPDATE")
                .param("job", job.job().value())
                .query(Integer.class)
                .optional();
        return read(jdbc, job);
    }

    static void change(JdbcClient jdbc, JobRef job, Budget budget, @Nullable SearchSpace space) {
        Duration timeout = budget.timeout();
        jdbc.sql("UPDATE studies SET max_trials = coalesce(:trials, max_trials),"
                        + " max_parallel = coalesce(:parallel, max_parallel),"
                        + " timeout_ms = coalesce(:timeout, timeout_ms),"
                        + " search_space = coalesce(:space::jsonb, search_space) WHERE job_id = :job")
                .param("trials", budget.maxTrials())
                .param("parallel", budget.maxParallel())
                .param("timeout", timeout == null ? null : timeout.toMillis())
                .param("space", space == null ? null : Json.write(space))
                .param("job", job.job().value())
                .update();
    }

    /** Begins another epoch, in which the clock runs. */
    static void enter(JdbcClient jdbc, JobRef job, Study study, Instant now) {
        jdbc.sql("UPDATE studies SET epoch = epoch + 1, worked_ms = :worked, entered_at = :now WHERE job_id = :job")
                .param("worked", study.worked(now).toMillis())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("job", job.job().value())
                .update();
    }

    static void leave(JdbcClient jdbc, JobRef job, Study study, Instant now) {
        jdbc.sql("UPDATE studies SET worked_ms = :worked, entered_at = NULL WHERE job_id = :job")
                .param("worked", study.worked(now).toMillis())
                .param("job", job.job().value())
                .update();
    }

    static void close(JdbcClient jdbc, JobRef job) {
        jdbc.sql("UPDATE studies SET closed = true WHERE job_id = :job")
                .param("job", job.job().value())
                .update();
    }

    /** The next revision of the study's trials. */
    static long revise(JdbcClient jdbc, JobRef job) {
        return jdbc.sql("UPDATE studies SET revision = revision + 1 WHERE job_id = :job RETURNING revision")
                .param("job", job.job().value())
                .query(Long.class)
                .single();
    }

    private static Study read(JdbcClient jdbc, JobRef job) {
        return jdbc.sql(SELECT + " = :job")
                .param("job", job.job().value())
                .query(Studies::study)
                .optional()
                .orElseThrow(() -> Problem.notFound("study", job.job()));
    }

    private static Study study(ResultSet row, int number) throws SQLException {
        Long timeout = row.getObject("timeout_ms", Long.class);
        OffsetDateTime entered = row.getObject("entered_at", OffsetDateTime.class);
        return new Study(
                Json.read(row.getString("search_space"), SearchSpace.class),
                new Study.Limits(
                        row.getInt("max_trials"),
                        row.getInt("max_parallel"),
                        row.getInt("max_failed_trials"),
                        timeout == null ? null : Duration.ofMillis(timeout)),
                row.getInt("next_number"),
                row.getInt("sampled"),
                row.getInt("waiting"),
                row.getInt("running"),
                row.getInt("completed"),
                row.getInt("pruned"),
                row.getInt("failed"),
                row.getObject("best_number", Integer.class),
                row.getObject("best_value", Double.class),
                row.getInt("since_best"),
                row.getLong("revision"),
                row.getInt("epoch"),
                entered == null ? null : entered.toInstant(),
                Duration.ofMillis(row.getLong("worked_ms")),
                row.getBoolean("closed"));
    }
}
