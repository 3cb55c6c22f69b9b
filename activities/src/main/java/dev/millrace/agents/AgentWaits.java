package dev.millrace.agents;

import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobSteps;
import dev.millrace.jobs.StepStatus;
import dev.millrace.tenancy.Ids;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What runs wait for, what people have answered, and what they decided. */
@Component
public final class AgentWaits {
    private final TenantTransactions transactions;
    private final JobSteps steps;
    private final Clock clock;

    AgentWaits(TenantTransactions transactions, JobSteps steps, Clock clock) {
        this.transactions = transactions;
        this.steps = steps;
        this.clock = clock;
    }

    /** {@code kind}: approval, budget or user. {@code prompt} says what is asked. */
    public record Waiting(
            String place,
            String kind,
            String prompt,
            Instant openedAt,
            @Nullable Instant expiresAt) {}

    /** What somebody has answered. */
    record Given(String by, JsonNode input) {}

    public List<Waiting> list(JobRef run) {
        return transactions.in(
                run.tenant(),
                jdbc -> jdbc.sql("SELECT * FROM agent_waits WHERE job_id = :job ORDER BY opened_at, place")
                        .param("job", run.job().value())
                        .query((row, n) -> {
                            OffsetDateTime expires = row.getObject("expires_at", OffsetDateTime.class);
                            return new Waiting(
                                    row.getString("place"),
                                    row.getString("kind"),
                                    row.getString("prompt"),
                                    row.getObject("opened_at", OffsetDateTime.class)
                                            .toInstant(),
                                    expires == null ? null : expires.toInstant());
                        })
                        .list());
    }

    /** Begins to wait, and shows it as a step of the run; what began before stays. {@code longest}: null when it has no end. */
    void open(
            JdbcClient jdbc,
            JobRef run,
            String place,
            String kind,
            String prompt,
            JsonNode shown,
            @Nullable Duration longest) {
        Instant now = clock.instant();
        boolean isNew = jdbc.sql(
                                "INSERT INTO agent_waits (tenant_id, job_id, place, kind, prompt, opened_at, expires_at)"
                                        + " VALUES (:tenant, :job, :place, :kind, :prompt, :now, :expires) ON CONFLICT DO NOTHING")
                        .param("tenant", run.tenant().value())
                        .param("job", run.job().value())
                        .param("place", place)
                        .param("kind", kind)
                        .param("prompt", prompt)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param(
                                "expires",
                                longest == null ? null : now.plus(longest).atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
        if (isNew) {
            steps.waiting(jdbc, run, place, kind.equals("approval") ? "tool" : kind, Json.write(shown));
        }
    }

    /** Waits no more; {@code output} is shown as what came of it. */
    void close(JdbcClient jdbc, JobRef run, String place, StepStatus status, Object output) {
        boolean mine = jdbc.sql("DELETE FROM agent_waits WHERE job_id = :job AND place = :place")
                        .param("job", run.job().value())
                        .param("place", place)
                        .update()
                == 1;
        if (mine) {
            steps.waited(jdbc, run, place, status, Json.write(output));
        }
    }

    static void closeAll(JdbcClient jdbc, JobRef run) {
        jdbc.sql("DELETE FROM agent_waits WHERE job_id = :job")
                .param("job", run.job().value())
                .update();
    }

    /** Keeps what somebody answers; gives the id that the run is told. */
    public String keep(JobRef run, String place, String by, JsonNode input) {
        UUID id = Ids.next();
        transactions.run(
                run.tenant(),
                jdbc -> jdbc.sql("INSERT INTO agent_replies (tenant_id, id, job_id, place, said_by, input, said_at)"
                                + " VALUES (:tenant, :id, :job, :place, :by, :input::json, :now)")
                        .param("tenant", run.tenant().value())
                        .param("id", id)
                        .param("job", run.job().value())
                        .param("place", place)
                        .param("by", by)
                        .param("input", Json.write(input))
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update());
        return id.toString();
    }

    static Optional<Given> given(JdbcClient jdbc, JobRef run, String reply) {
        return jdbc.sql("SELECT said_by, input FROM agent_replies WHERE id = :id AND job_id = :job")
                .param("id", UUID.fromString(reply))
                .param("job", run.job().value())
                .query((row, n) -> new Given(row.getString(1), Json.parse(row.getString(2))))
                .optional();
    }

    /** The decision on this very call, if there is one; a decision on another call at its place is forgotten. */
    static Optional<Boolean> decided(JdbcClient jdbc, JobRef run, int step, int position, byte[] callHash) {
        var place = Map.of("job", run.job().value(), "step", step, "position", position, "hash", callHash);
        jdbc.sql("DELETE FROM agent_decisions WHERE job_id = :job AND step = :step AND position = :position"
                        + " AND call_hash <> :hash")
                .params(place)
                .update();
        return jdbc.sql("SELECT approved FROM agent_decisions WHERE job_id = :job AND step = :step"
                        + " AND position = :position AND call_hash = :hash")
                .params(place)
                .query(Boolean.class)
                .optional();
    }

    /** Keeps the decision on a call: the first one counts, and is answered. */
    static boolean decide(JdbcClient jdbc, JobRef run, int step, int position, byte[] callHash, Decision decision) {
        jdbc.sql(
                        "INSERT INTO agent_decisions (tenant_id, job_id, step, position, approved, reply, arguments, call_hash)"
                                + " VALUES (:tenant, :job, :step, :position, :approved, :reply, :arguments, :hash)"
                                + " ON CONFLICT DO NOTHING")
                .param("tenant", run.tenant().value())
                .param("job", run.job().value())
                .param("step", step)
                .param("position", position)
                .param("approved", decision.approved())
                .param("reply", decision.reply() == null ? null : UUID.fromString(decision.reply()))
                .param("arguments", decision.arguments())
                .param("hash", callHash)
                .update();
        return decided(jdbc, run, step, position, callHash).orElse(false);
    }

    /** What a person has decided; nobody, where {@code reply} is null. {@code arguments}: in place of the model's. */
    record Decision(
            boolean approved,
            @Nullable String reply,
            @Nullable String arguments) {}

    /** The arguments that a person put in place of the model's. */
    Optional<String> approvedArguments(JobRef run, int step, int position) {
        return transactions.in(
                run.tenant(),
                jdbc -> jdbc.sql("SELECT arguments FROM agent_decisions WHERE job_id = :job AND step = :step"
                                + " AND position = :position AND arguments IS NOT NULL")
                        .params(Map.of("job", run.job().value(), "step", step, "position", position))
                        .query(String.class)
                        .optional());
    }
}
