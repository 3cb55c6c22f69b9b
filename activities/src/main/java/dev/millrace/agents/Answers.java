package dev.millrace.agents;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobResults;
import dev.millrace.llm.spending.Money;
import dev.millrace.tenancy.TenantTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What models have answered: one answer for each question of a step, the first. */
@Component
final class Answers {
    private final TenantTransactions transactions;
    private final JobResults results;
    private final Clock clock;

    Answers(TenantTransactions transactions, JobResults results, Clock clock) {
        this.transactions = transactions;
        this.results = results;
        this.clock = clock;
    }

    Optional<Answered> find(JobRef job, int step, byte[] inputHash) {
        return transactions.in(job.tenant(), jdbc -> find(jdbc, job, step, inputHash));
    }

    /** Whether something that was asked for the step has been answered. */
    boolean any(JobRef job, int step) {
        return transactions.in(
                job.tenant(),
                jdbc -> jdbc.sql("SELECT count(*) > 0 FROM agent_answers WHERE job_id = :job AND step = :step")
                        .param("job", job.job().value())
                        .param("step", step)
                        .query(Boolean.class)
                        .single());
    }

    /** An answer and the hash of its question. */
    record Kept(byte[] inputHash, Answered answer) {}

    /** Where the message of a step comes from. */
    Kept kept(JobRef job, int step, AiMessage message) {
        return transactions.in(
                job.tenant(),
                jdbc -> jdbc.sql("SELECT * FROM agent_answers WHERE job_id = :job AND step = :step"
                                + " AND message = :message LIMIT 1")
                        .param("job", job.job().value())
                        .param("step", step)
                        .param("message", ChatMessageSerializer.messageToJson(message))
                        .query((row, n) -> new Kept(row.getBytes("input_hash"), answered(row, n)))
                        .single());
    }

    /** Keeps an answer that has come, and shows what the run has spent; of two that came at once the first is the answer. */
    Answered keep(JobRef job, int step, byte[] inputHash, Answered answer) {
        return transactions.in(job.tenant(), jdbc -> {
            insert(jdbc, job, step, inputHash, answer);
            Spent spent = AgentRuns.spent(jdbc, job);
            results.merge(
                    jdbc,
                    job,
                    Map.of(
                            "tokens_used",
                            spent.tokens(),
                            "cost",
                            Money.text(spent.cost()),
                            "provider",
                            answer.provider(),
                            "model",
                            answer.model(),
                            "generated",
                            answer.generated()));
            return find(jdbc, job, step, inputHash).orElseThrow();
        });
    }

    private void insert(JdbcClient jdbc, JobRef job, int step, byte[] inputHash, Answered answer) {
        jdbc.sql("INSERT INTO agent_answers (tenant_id, job_id, step, input_hash, message, provider, model, generated,"
                        + " input_tokens, output_tokens, cost, latency_ms, answered_at) VALUES (:tenant, :job, :step, :hash,"
                        + " :message, :provider, :model, :generated, :in, :out, :cost, :latency, :at)"
                        + " ON CONFLICT (job_id, step, input_hash) DO NOTHING")
                .param("tenant", job.tenant().value())
                .param("job", job.job().value())
                .param("step", step)
                .param("hash", inputHash)
                .param("message", ChatMessageSerializer.messageToJson(answer.message()))
                .param("provider", answer.provider())
                .param("model", answer.model())
                .param("generated", answer.generated())
                .param("in", answer.inputTokens())
                .param("out", answer.outputTokens())
                .param("cost", answer.cost())
                .param("latency", answer.latencyMs())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Optional<Answered> find(JdbcClient jdbc, JobRef job, int step, byte[] inputHash) {
        return jdbc.sql("SELECT * FROM agent_answers WHERE job_id = :job AND step = :step AND input_hash = :hash")
                .param("job", job.job().value())
                .param("step", step)
                .param("hash", inputHash)
                .query(Answers::answered)
                .optional();
    }

    static Answered answered(ResultSet row, int number) throws SQLException {
        return new Answered(
                (AiMessage) ChatMessageDeserializer.messageFromJson(row.getString("message")),
                row.getString("provider"),
                row.getString("model"),
                row.getBoolean("generated"),
                row.getLong("input_tokens"),
                row.getLong("output_tokens"),
                row.getBigDecimal("cost"),
                row.getLong("latency_ms"));
    }
}
