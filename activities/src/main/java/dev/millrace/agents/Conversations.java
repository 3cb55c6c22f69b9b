package dev.millrace.agents;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.millrace.jobs.JobRef;
import dev.millrace.tenancy.TenantTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was said in runs, in order. What stands at a place stays. */
@Component
final class Conversations {
    private final TenantTransactions transactions;

    Conversations(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    /** Everything before {@code step}. */
    List<Said> before(JobRef job, int step) {
        return transactions.in(job.tenant(), jdbc -> before(jdbc, job, step));
    }

    static List<Said> before(JdbcClient jdbc, JobRef job, int step) {
        return jdbc.sql("SELECT * FROM agent_messages WHERE job_id = :job AND step < :step ORDER BY step, position")
                .param("job", job.job().value())
                .param("step", step)
                .query(Conversations::said)
                .list();
    }

    /** What the model asked for there. */
    ToolExecutionRequest call(JobRef job, CallPlace place) {
        return transactions.in(job.tenant(), jdbc -> call(jdbc, job, place));
    }

    static ToolExecutionRequest call(JdbcClient jdbc, JobRef job, CallPlace place) {
        String answer = jdbc.sql(
                        "SELECT message FROM agent_messages WHERE job_id = :job AND step = :step AND position = 0")
                .param("job", job.job().value())
                .param("step", place.step())
                .query(String.class)
                .single();
        AiMessage message = (AiMessage) ChatMessageDeserializer.messageFromJson(answer);
        return message.toolExecutionRequests().get(place.position() - 1);
    }

    /** Whether it is new: false when something stands at its place. */
    static boolean add(JdbcClient jdbc, JobRef job, Said said) {
        return jdbc.sql(
                                "INSERT INTO agent_messages (tenant_id, job_id, step, position, kind, message, tokens, violation,"
                                        + " said_by, said_at) VALUES (:tenant, :job, :step, :position, :kind, :message, :tokens,"
                                        + " :violation, :by, :at) ON CONFLICT (job_id, step, position) DO NOTHING")
                        .param("tenant", job.tenant().value())
                        .param("job", job.job().value())
                        .param("step", said.step())
                        .param("position", said.position())
                        .param("kind", said.kind().wire())
                        .param("message", ChatMessageSerializer.messageToJson(said.message()))
                        .param("tokens", said.tokens())
                        .param("violation", said.violation())
                        .param("by", said.by())
                        .param("at", said.at().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** In how many steps the model did what it may not, or what cannot be used. */
    static int violations(JdbcClient jdbc, JobRef job) {
        return jdbc.sql("SELECT count(DISTINCT step) FROM agent_messages WHERE job_id = :job AND violation")
                .param("job", job.job().value())
                .query(Integer.class)
                .single();
    }

    private static Said said(ResultSet row, int number) throws SQLException {
        return new Said(
                row.getInt("step"),
                row.getInt("position"),
                Said.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                ChatMessageDeserializer.messageFromJson(row.getString("message")),
                row.getInt("tokens"),
                row.getBoolean("violation"),
                row.getString("said_by"),
                row.getObject("said_at", OffsetDateTime.class).toInstant());
    }
}
