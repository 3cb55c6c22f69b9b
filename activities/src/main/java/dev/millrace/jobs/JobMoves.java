package dev.millrace.jobs;

import dev.millrace.events.EventType;
import dev.millrace.events.JobEvents;
import dev.millrace.events.NewEvent;
import dev.millrace.tenancy.Json;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Moves a job's row from one status to another. A final row never moves again, however late a write arrives. */
@Component
final class JobMoves {
    private final JobEvents events;
    private final JobTypes types;
    private final JobMeters meters;
    private final Clock clock;

    JobMoves(JobEvents events, JobTypes types, JobMeters meters, Clock clock) {
        this.events = events;
        this.types = types;
        this.meters = meters;
        this.clock = clock;
    }

    /** Answers the status the row had; empty when there is no such row. A final row stays as it is. */
    Optional<JobStatus> to(JdbcClient jdbc, JobRef ref, JobStatus next, @Nullable JobFailure failure) {
        Optional<Job> job = Jobs.lock(jdbc, ref.job());
        Optional<JobStatus> now = job.map(Job::status);
        if (now.isPresent() && now.get() != next && !now.get().isFinal()) {
            write(jdbc, ref, next, failure);
            announce(jdbc, ref, next, failure);
            if (next.isFinal()) {
                types.ended(jdbc, job.get());
                meters.ended(job.get().kind(), next);
            }
        }
        return now;
    }

    /** Temporal has acknowledged the start. */
    void started(JdbcClient jdbc, JobRef ref, String runId) {
        jdbc.sql("UPDATE jobs SET run_id = :run WHERE id = :job")
                .param("run", runId)
                .param("job", ref.job().value())
                .update();
        to(jdbc, ref, JobStatus.RUNNING, null);
    }

    void announce(JdbcClient jdbc, JobRef ref, JobStatus status, @Nullable JobFailure failure) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("status", status.wire());
        if (failure != null) {
            data.put("error", failure);
        }
        events.append(jdbc, ref.tenant(), ref.job().value(), NewEvent.once(EventType.STATUS, data));
    }

    private void write(JdbcClient jdbc, JobRef ref, JobStatus next, @Nullable JobFailure failure) {
        jdbc.sql("UPDATE jobs SET status = :status, error = :error::jsonb,"
                        + " progress = CASE WHEN :status = 'completed' THEN 1 ELSE progress END,"
                        + " marked_at = CASE WHEN :status = 'running' THEN marked_at END,"
                        + " completed_at = CASE WHEN :final THEN :now::timestamptz END WHERE id = :job")
                .param("status", next.wire())
                .param("error", failure == null ? null : Json.write(failure))
                .param("final", next.isFinal())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("job", ref.job().value())
                .update();
        if (next == JobStatus.CANCELLED || next == JobStatus.FAILED) {
            closeSteps(jdbc, ref, next);
        }
    }

    /** A step that was cut off with its job shows it. */
    private void closeSteps(JdbcClient jdbc, JobRef ref, JobStatus next) {
        jdbc.sql("UPDATE job_steps SET status = :status, completed_at = :now WHERE job_id = :job"
                        + " AND status IN ('running', 'waiting')")
                .param("status", next.wire())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("job", ref.job().value())
                .update();
    }
}
