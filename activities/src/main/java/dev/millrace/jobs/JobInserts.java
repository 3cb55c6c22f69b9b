package dev.millrace.jobs;

import dev.millrace.tenancy.Json;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the row of a new job. */
@Component
final class JobInserts {
    private final Clock clock;

    JobInserts(Clock clock) {
        this.clock = clock;
    }

    /** @param parentRun the Temporal workflow that will start it; null when the dispatcher does */
    void insert(JdbcClient jdbc, JobRef ref, Submission submission, @Nullable String parentRun) {
        jdbc.sql(
                        "INSERT INTO jobs (id, tenant_id, kind, name, status, request, priority, workflow_id, parent_run, trace_id,"
                                + " created_by, created_at, next_start_at) VALUES (:id, :tenant, :kind, :name, 'queued',"
                                + " :request::jsonb, :priority, :workflow, :parent, :trace, :by, :now, :now)")
                .param("id", ref.job().value())
                .param("tenant", ref.tenant().value())
                .param("kind", submission.kind().wire())
                .param("name", submission.name())
                .param("request", Json.write(submission.request()))
                .param("priority", submission.priority().name().toLowerCase(Locale.ROOT))
                .param("workflow", submission.kind().workflowId(ref))
                .param("parent", parentRun)
                .param("trace", submission.traceId())
                .param("by", submission.createdBy())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
