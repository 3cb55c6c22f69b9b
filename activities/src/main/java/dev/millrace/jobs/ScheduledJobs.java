package dev.millrace.jobs;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The jobs of schedules: which one a time has, and which a schedule had. Each within the caller's tenant transaction. */
@Component
public final class ScheduledJobs {
    private final JobMoves moves;

    ScheduledJobs(JobMoves moves) {
        this.moves = moves;
    }

    /** @throws DuplicateKeyException when the occasion has a job */
    public void note(JdbcClient jdbc, JobRef job, Occasion occasion) {
        jdbc.sql("UPDATE jobs SET schedule_id = :schedule, scheduled_for = :time, scheduled_by = :by WHERE id = :job")
                .param("schedule", occasion.schedule())
                .param("time", occasion.time().atOffset(ZoneOffset.UTC))
                .param("by", occasion.by())
                .param("job", job.job().value())
                .update();
    }

    /** The job of an occasion, and the run that starts it. */
    public Optional<Found> find(JdbcClient jdbc, Occasion occasion) {
        return jdbc.sql("SELECT * FROM jobs WHERE schedule_id = :schedule AND scheduled_for = :time"
                        + " AND scheduled_by = :by")
                .param("schedule", occasion.schedule())
                .param("time", occasion.time().atOffset(ZoneOffset.UTC))
                .param("by", occasion.by())
                .query((row, n) -> new Found(JobRows.job(row, n), row.getString("parent_run")))
                .optional();
    }

    /** At most {@code limit} jobs of the schedule, newest first, older than {@code before}. */
    public List<Job> list(
            JdbcClient jdbc, UUID schedule, @Nullable JobStatus status, @Nullable JobId before, int limit) {
        return jdbc.sql("SELECT * FROM jobs WHERE schedule_id = :schedule"
                        + " AND (:status::text IS NULL OR status = :status)"
                        + " AND (:before::uuid IS NULL OR id < :before) ORDER BY id DESC LIMIT :limit")
                .param("schedule", schedule)
                .param("status", status == null ? null : status.wire())
                .param("before", before == null ? null : before.value())
                .param("limit", limit)
                .query(JobRows::job)
                .list();
    }

    /** Ends a job that cannot be begun; its row says why. */
    public void fail(JdbcClient jdbc, JobRef job, JobFailure failure) {
        moves.to(jdbc, job, JobStatus.FAILED, failure);
    }

    /** A job and the workflow that is to start it; null when the dispatcher is. */
    public record Found(Job job, @Nullable String parentRun) {}
}
