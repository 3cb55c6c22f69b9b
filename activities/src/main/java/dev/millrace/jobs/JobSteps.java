package dev.millrace.jobs;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.events.EventType;
import dev.millrace.events.JobEvents;
import dev.millrace.events.NewEvent;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The steps of every job. What an older attempt writes late is refused. */
@Component
public final class JobSteps {
    private final TenantTransactions transactions;
    private final JobEvents events;
    private final Clock clock;

    JobSteps(TenantTransactions transactions, JobEvents events, Clock clock) {
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /** The steps of the job that are not parts of others, in the order in which they began. */
    public List<JobStep> list(JobRef job) {
        return transactions.in(
                job.tenant(),
                jdbc -> jdbc.sql("SELECT * FROM job_steps WHERE job_id = :job AND parent IS NULL"
                                + " ORDER BY position, started_at")
                        .param("job", job.job().value())
                        .query(JobSteps::step)
                        .list());
    }

    /** At most {@code limit} parts of a step (of the job itself when null), in order, after {@code after}. */
    public List<PlacedStep> list(JobRef job, @Nullable String parent, PlacedStep.Place after, int limit) {
        return transactions.in(
                job.tenant(),
                jdbc -> jdbc.sql(
                                "SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY position ORDER BY step) AS tie"
                                        + " FROM job_steps WHERE job_id = :job AND parent IS NOT DISTINCT FROM :parent) placed"
                                        + " WHERE (position, tie) > (:position, :tie) ORDER BY position, tie LIMIT :limit")
                        .param("job", job.job().value())
                        .param("parent", parent)
                        .param("position", after.position())
                        .param("tie", after.tie())
                        .param("limit", limit)
                        .query((row, n) -> new PlacedStep(
                                step(row, n), new PlacedStep.Place(row.getInt("position"), row.getLong("tie"))))
                        .list());
    }

    public Optional<JobStep> find(JobRef job, String step) {
        return transactions.in(
                job.tenant(),
                jdbc -> jdbc.sql("SELECT * FROM job_steps WHERE job_id = :job AND step = :step")
                        .param("job", job.job().value())
                        .param("step", step)
                        .query(JobSteps::step)
                        .optional());
    }

    Attempt begin(JobRef job, String step, String type, String input) {
        return transactions.in(job.tenant(), jdbc -> {
            Attempt attempt = jdbc.sql(
                            "INSERT INTO job_steps (tenant_id, job_id, step, position, type, status, input, started_at)"
                                    + " VALUES (:tenant, :job, :step, 1 + (SELECT count(*) FROM job_steps WHERE job_id = :job),"
                                    + " :type, 'running', :input::jsonb, :now)"
                                    + " ON CONFLICT (job_id, step) DO UPDATE SET status = 'running', error = NULL,"
                                    + " completed_at = NULL, attempts = job_steps.attempts + 1 RETURNING attempts,"
                                    + " (SELECT trace_id FROM jobs WHERE id = :job)")
                    .param("tenant", job.tenant().value())
                    .param("job", job.job().value())
                    .param("step", step)
                    .param("type", type)
                    .param("input", input)
                    .param("now", now())
                    .query((row, n) -> new Attempt(row.getInt(1), row.getString(2)))
                    .single();
            announce(jdbc, job, step, StepStatus.RUNNING, attempt.number());
            return attempt;
        });
    }

    /** Shows a step that waits for somebody before it is tried, in the caller's transaction. */
    public void waiting(JdbcClient jdbc, JobRef job, String step, String type, String input) {
        jdbc.sql("INSERT INTO job_steps (tenant_id, job_id, step, position, type, status, attempts, input, started_at)"
                        + " VALUES (:tenant, :job, :step, 1 + (SELECT count(*) FROM job_steps WHERE job_id = :job),"
                        + " :type, 'waiting', 0, :input::jsonb, :now)"
                        + " ON CONFLICT (job_id, step) DO UPDATE SET status = 'waiting', completed_at = NULL")
                .param("tenant", job.tenant().value())
                .param("job", job.job().value())
                .param("step", step)
                .param("type", type)
                .param("input", input)
                .param("now", now())
                .update();
        announce(jdbc, job, step, StepStatus.WAITING, 0);
    }

    /** Shows that a step waits no more; in the caller's transaction. */
    public void waited(JdbcClient jdbc, JobRef job, String step, StepStatus status, String output) {
        boolean waited = jdbc.sql("UPDATE job_steps SET status = :status, output = :output::jsonb, completed_at = :now"
                                + " WHERE job_id = :job AND step = :step AND status = 'waiting'")
                        .param("status", status.wire())
                        .param("output", output)
                        .param("now", now())
                        .param("job", job.job().value())
                        .param("step", step)
                        .update()
                == 1;
        if (waited) {
            announce(jdbc, job, step, status, 0);
        }
    }

    void end(JobRef job, String step, int attempt, StepStatus status, @Nullable String output, @Nullable String error) {
        transactions.run(job.tenant(), jdbc -> {
            boolean mine = jdbc.sql("UPDATE job_steps SET status = :status, output = coalesce(:output::jsonb, output),"
                                    + " error = :error::jsonb, completed_at = :now"
                                    + " WHERE job_id = :job AND step = :step AND attempts = :attempt")
                            .param("status", status.wire())
                            .param("output", output)
                            .param("error", error)
                            .param("now", now())
                            .param("job", job.job().value())
                            .param("step", step)
                            .param("attempt", attempt)
                            .update()
                    == 1;
            if (mine) {
                announce(jdbc, job, step, status, attempt);
            }
        });
    }

    private void announce(JdbcClient jdbc, JobRef job, String step, StepStatus status, int attempt) {
        events.append(
                jdbc,
                job.tenant(),
                job.job().value(),
                NewEvent.once(EventType.STEP, Map.of("step", step, "status", status.wire(), "attempts", attempt)));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static JobStep step(ResultSet row, int number) throws SQLException {
        String input = row.getString("input");
        String output = row.getString("output");
        String error = row.getString("error");
        UUID takenFrom = row.getObject("taken_from", UUID.class);
        return new JobStep(
                row.getString("step"),
                row.getString("type"),
                StepStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                JobRows.instant(row, "completed_at"),
                row.getInt("attempts"),
                input == null ? null : Json.parse(input),
                output == null ? null : Json.parse(output),
                error == null ? null : Json.read(error, JobFailure.class),
                artifact(row),
                row.getString("parent"),
                takenFrom == null ? null : new JobId(takenFrom));
    }

    private static @Nullable ArtifactHandle artifact(ResultSet row) throws SQLException {
        String sha256 = row.getString("output_sha256");
        return sha256 == null ? null : new ArtifactHandle(sha256, row.getLong("output_size"));
    }

    /** One time that a step is tried: its number, which its end has to give, and the trace of the request that asked for the job. */
    record Attempt(int number, @Nullable String traceId) {}
}
