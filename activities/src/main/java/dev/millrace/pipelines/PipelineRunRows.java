package dev.millrace.pipelines;

import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobStatus;
import dev.millrace.tenancy.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements on {@code pipeline_runs}, each within the caller's tenant transaction. */
record PipelineRunRows(JdbcClient jdbc) {
    void insert(PipelineRun run) {
        jdbc.sql("INSERT INTO pipeline_runs (tenant_id, job_id, workflow_id, version, document, input, steps, depth,"
                        + " forked_from, from_step) VALUES (:tenant, :job, :workflow, :version, :document::json,"
                        + " :input::json, :steps, :depth, :from, :step)")
                .param("tenant", run.job().tenant().value())
                .param("job", run.job().job().value())
                .param(
                        "workflow",
                        run.workflowId() == null ? null : run.workflowId().value())
                .param("version", run.version())
                .param("document", Json.write(run.document()))
                .param("input", Json.write(run.input()))
                .param("steps", run.steps())
                .param("depth", run.depth())
                .param(
                        "from",
                        run.forkedFrom() == null ? null : run.forkedFrom().value())
                .param("step", run.fromStep())
                .update();
    }

    Optional<PipelineRun> find(JobRef job) {
        return jdbc.sql("SELECT * FROM pipeline_runs WHERE job_id = :job")
                .param("job", job.job().value())
                .query((row, n) -> run(job, row))
                .optional();
    }

    /** At most {@code limit} runs of the definition, newest first, older than {@code before}. */
    List<JobId> list(DefinitionId workflow, @Nullable JobStatus status, @Nullable JobId before, int limit) {
        return jdbc.sql("SELECT p.job_id FROM pipeline_runs p JOIN jobs j ON j.id = p.job_id"
                        + " WHERE p.workflow_id = :workflow AND (:status::text IS NULL OR j.status = :status)"
                        + " AND (:before::uuid IS NULL OR p.job_id < :before) ORDER BY p.job_id DESC LIMIT :limit")
                .param("workflow", workflow.value())
                .param("status", status == null ? null : status.wire())
                .param("before", before == null ? null : before.value())
                .param("limit", limit)
                .query((row, n) -> new JobId(row.getObject(1, UUID.class)))
                .list();
    }

    /** At most {@code limit} of the definition's runs that have not ended, oldest first, newer than {@code after}. */
    List<JobId> open(DefinitionId workflow, JobId after, int limit) {
        return jdbc.sql("SELECT p.job_id FROM pipeline_runs p JOIN jobs j ON j.id = p.job_id"
                        + " WHERE p.workflow_id = :workflow AND j.status NOT IN ('completed', 'failed', 'cancelled')"
                        + " AND p.job_id > :after ORDER BY p.job_id LIMIT :limit")
                .param("workflow", workflow.value())
                .param("after", after.value())
                .param("limit", limit)
                .query((row, n) -> new JobId(row.getObject(1, UUID.class)))
                .list();
    }

    private static PipelineRun run(JobRef job, ResultSet row) throws SQLException {
        UUID workflow = row.getObject("workflow_id", UUID.class);
        UUID forkedFrom = row.getObject("forked_from", UUID.class);
        return new PipelineRun(
                job,
                Json.parse(row.getString("document")),
                Json.parse(row.getString("input")),
                workflow == null ? null : new DefinitionId(workflow),
                row.getObject("version", Integer.class),
                row.getInt("steps"),
                row.getInt("depth"),
                forkedFrom == null ? null : new JobId(forkedFrom),
                row.getString("from_step"));
    }
}
