package dev.millrace.pipelines;

import dev.millrace.jobs.JobRef;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What runs wait for at this moment, so that users see it and answers find their way. */
@Component
public final class Waits {
    private final TenantTransactions transactions;

    Waits(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    public Optional<Waiting> find(JobRef run, String path) {
        return transactions.in(
                run.tenant(),
                jdbc -> jdbc.sql("SELECT * FROM pipeline_waits WHERE job_id = :job AND step = :step")
                        .param("job", run.job().value())
                        .param("step", path)
                        .query(Waits::waiting)
                        .optional());
    }

    /** In the order in which they began. */
    public List<Waiting> list(JobRef run) {
        return transactions.in(
                run.tenant(),
                jdbc -> jdbc.sql("SELECT * FROM pipeline_waits WHERE job_id = :job ORDER BY opened_at, step")
                        .param("job", run.job().value())
                        .query(Waits::waiting)
                        .list());
    }

    /** The first that waits for the event. */
    public Optional<Waiting> forEvent(JobRef run, String event) {
        return list(run).stream()
                .filter(wait -> wait.spec().path("event").asString("").equals(event))
                .findFirst();
    }

    /** What began before stays. */
    Waiting begin(JobRef run, Waiting wait) {
        transactions.run(
                run.tenant(),
                jdbc -> jdbc.sql(
                                "INSERT INTO pipeline_waits (tenant_id, job_id, step, kind, workflow_id, spec, opened_at,"
                                        + " expires_at) VALUES (:tenant, :job, :step, :kind, :workflow, :spec::jsonb, :opened,"
                                        + " :expires) ON CONFLICT DO NOTHING")
                        .param("tenant", run.tenant().value())
                        .param("job", run.job().value())
                        .param("step", wait.path())
                        .param("kind", wait.kind())
                        .param("workflow", wait.workflowId())
                        .param("spec", Storable.text(wait.spec()))
                        .param("opened", wait.openedAt().atOffset(ZoneOffset.UTC))
                        .param(
                                "expires",
                                wait.expiresAt() == null
                                        ? null
                                        : wait.expiresAt().atOffset(ZoneOffset.UTC))
                        .update());
        return find(run, wait.path()).orElseThrow();
    }

    static void end(JdbcClient jdbc, JobRef run, String path) {
        jdbc.sql("DELETE FROM pipeline_waits WHERE job_id = :job AND step = :step")
                .param("job", run.job().value())
                .param("step", path)
                .update();
    }

    void end(JobRef run, String path) {
        transactions.run(run.tenant(), jdbc -> end(jdbc, run, path));
    }

    static void endAll(JdbcClient jdbc, JobRef run) {
        jdbc.sql("DELETE FROM pipeline_waits WHERE job_id = :job")
                .param("job", run.job().value())
                .update();
    }

    private static Waiting waiting(ResultSet row, int number) throws SQLException {
        OffsetDateTime expires = row.getObject("expires_at", OffsetDateTime.class);
        return new Waiting(
                row.getString("step"),
                row.getString("kind"),
                row.getString("workflow_id"),
                Json.parse(row.getString("spec")),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                expires == null ? null : expires.toInstant());
    }

    /** {@code kind}: approval, event or time. {@code spec}: the step's {@code with}, expressions replaced by their values. */
    public record Waiting(
            String path,
            String kind,
            String workflowId,
            JsonNode spec,
            Instant openedAt,
            @Nullable Instant expiresAt) {}
}
