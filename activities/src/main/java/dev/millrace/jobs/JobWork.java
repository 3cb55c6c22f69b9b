package dev.millrace.jobs;

import dev.millrace.events.EventType;
import dev.millrace.events.JobEvents;
import dev.millrace.events.NewEvent;
import dev.millrace.tenancy.TenantTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what the steps of jobs cost, and with it each job's progress and the time that it still takes. */
@Component
public final class JobWork {
    /** Between two notes of a job that is worked on there is less time than this; the rest was a pause or a dead worker. */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(3);

    private final TenantTransactions transactions;
    private final JobEvents events;
    private final Clock clock;

    JobWork(TenantTransactions transactions, JobEvents events, Clock clock) {
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /** For the work of one activity on a step; close it when that ends. */
    public WorkMeter open(JobRef job, String step, List<PlannedStep> plan) {
        return new WorkMeter(clock, (ms, fraction) -> note(job, step, plan, ms, fraction)).start();
    }

    void note(JobRef job, String step, List<PlannedStep> plan, long ms, double fraction) {
        transactions.run(job.tenant(), jdbc -> {
            Optional<Duration> before = activeUntilNow(jdbc, job, Duration.ofMillis(ms));
            if (before.isPresent()) {
                Map<String, StepWork> work = read(jdbc, job);
                StepWork now = work.getOrDefault(step, StepWork.NONE).plus(ms, fraction);
                work.put(step, now);
                write(jdbc, job, step, now);
                show(jdbc, job, before.get(), Eta.of(plan, work, before.get()));
            }
        });
    }

    /** For a job that knows itself how far it is. Does nothing once it has ended. */
    public void reached(JdbcClient jdbc, JobRef job, double progress, @Nullable Duration remaining) {
        activeUntilNow(jdbc, job, Duration.ZERO)
                .ifPresent(active -> show(jdbc, job, active, new Estimate(progress, remaining)));
    }

    /** Locks the row; empty when the job has ended. */
    private Optional<Duration> activeUntilNow(JdbcClient jdbc, JobRef job, Duration spent) {
        return jdbc.sql("SELECT active_ms, marked_at FROM jobs WHERE id = :job"
                        + " AND status NOT IN ('completed', 'failed', 'cancelled') FOR NO KEY UPDATE")
                .param("job", job.job().value())
                .query((row, n) ->
                        Duration.ofMillis(row.getLong(1)).plus(since(JobRows.instant(row, "marked_at"), spent)))
                .optional();
    }

    private Duration since(@Nullable Instant marked, Duration spent) {
        Duration gap = marked == null ? spent : Duration.between(marked, clock.instant());
        return gap.isNegative() ? Duration.ZERO : gap.compareTo(LONGEST_GAP) < 0 ? gap : LONGEST_GAP;
    }

    private void show(JdbcClient jdbc, JobRef job, Duration active, Estimate estimate) {
        Duration remaining = estimate.remaining();
        boolean raised = jdbc.sql("WITH before AS (SELECT progress FROM jobs WHERE id = :job)"
                        + " UPDATE jobs SET active_ms = :active, marked_at = :now, remaining_ms = :remaining,"
                        + " progress = greatest(progress, :progress) WHERE id = :job"
                        + " RETURNING progress > (SELECT progress FROM before)")
                .param("active", active.toMillis())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("remaining", remaining == null ? null : remaining.toMillis())
                .param("progress", estimate.progress())
                .param("job", job.job().value())
                .query(Boolean.class)
                .single();
        if (raised) {
            events.append(
                    jdbc,
                    job.tenant(),
                    job.job().value(),
                    NewEvent.once(EventType.PROGRESS, Map.of("progress", estimate.progress())));
        }
    }

    private static Map<String, StepWork> read(JdbcClient jdbc, JobRef job) {
        Map<String, StepWork> work = new HashMap<>();
        jdbc.sql("SELECT * FROM job_work WHERE job_id = :job")
                .param("job", job.job().value())
                .query((row, n) -> Map.entry(row.getString("step"), work(row)))
                .list()
                .forEach(entry -> work.put(entry.getKey(), entry.getValue()));
        return work;
    }

    private static void write(JdbcClient jdbc, JobRef job, String step, StepWork work) {
        jdbc.sql("INSERT INTO job_work (tenant_id, job_id, step, spent_ms, fraction, mark_ms, mark_fraction, next_ms,"
                        + " next_fraction) VALUES (:tenant, :job, :step, :spent, :fraction, :markMs, :markFraction,"
                        + " :nextMs, :nextFraction) ON CONFLICT (job_id, step) DO UPDATE SET"
                        + " spent_ms = excluded.spent_ms, fraction = excluded.fraction, mark_ms = excluded.mark_ms,"
                        + " mark_fraction = excluded.mark_fraction, next_ms = excluded.next_ms,"
                        + " next_fraction = excluded.next_fraction")
                .param("tenant", job.tenant().value())
                .param("job", job.job().value())
                .param("step", step)
                .param("spent", work.spentMs())
                .param("fraction", work.fraction())
                .param("markMs", work.markMs())
                .param("markFraction", work.markFraction())
                .param("nextMs", work.nextMs())
                .param("nextFraction", work.nextFraction())
                .update();
    }

    private static StepWork work(ResultSet row) throws SQLException {
        return new StepWork(
                row.getLong("spent_ms"),
                row.getDouble("fraction"),
                row.getLong("mark_ms"),
                row.getDouble("mark_fraction"),
                row.getLong("next_ms"),
                row.getDouble("next_fraction"));
    }
}
