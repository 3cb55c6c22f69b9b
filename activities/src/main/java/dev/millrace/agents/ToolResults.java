package dev.millrace.agents;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.artifacts.ArtifactOwner;
import dev.millrace.artifacts.ArtifactRefs;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.jobs.JobRef;
import dev.millrace.llm.spending.TokenCount;
import dev.millrace.tenancy.TenantTransactions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What calls of tools gave: one result for each, the first. */
@Component
final class ToolResults {
    private static final int LONGEST = 20_000;
    private static final int EXCERPT = 8_000;

    private final TenantTransactions transactions;
    private final ArtifactStore artifacts;
    private final ArtifactRefs refs;
    private final Clock clock;

    ToolResults(TenantTransactions transactions, ArtifactStore artifacts, ArtifactRefs refs, Clock clock) {
        this.transactions = transactions;
        this.artifacts = artifacts;
        this.refs = refs;
        this.clock = clock;
    }

    /** Of a text that is too long for a model an excerpt, which says so. */
    ToolResult readable(JobRef job, String text) {
        if (text.length() <= LONGEST) {
            return new ToolResult(text, false, null);
        }
        ArtifactHandle whole = artifacts.put(job.tenant(), text.getBytes(StandardCharsets.UTF_8));
        int end = Character.isHighSurrogate(text.charAt(EXCERPT - 1)) ? EXCERPT - 1 : EXCERPT;
        String excerpt = text.substring(0, end) + "\n[This is an excerpt: the first " + end + " of " + text.length()
                + " characters. The rest is kept with the run, and not shown to you; ask for less at a time.]";
        return new ToolResult(excerpt, false, whole);
    }

    Optional<ToolResult> find(JobRef job, int step, int position, byte[] callHash) {
        return transactions.in(
                job.tenant(),
                jdbc -> jdbc.sql("SELECT * FROM agent_tool_results WHERE job_id = :job AND step = :step"
                                + " AND position = :position AND call_hash = :hash")
                        .param("job", job.job().value())
                        .param("step", step)
                        .param("position", position)
                        .param("hash", callHash)
                        .query((row, n) -> {
                            String sha256 = row.getString("sha256");
                            return new ToolResult(
                                    row.getString("result"),
                                    row.getBoolean("error"),
                                    sha256 == null ? null : new ArtifactHandle(sha256, row.getLong("size")));
                        })
                        .optional());
    }

    /** Whether the model has been told what came of the call. */
    boolean isTold(JobRef job, int step, int position) {
        return transactions.in(
                job.tenant(),
                jdbc -> jdbc.sql("SELECT count(*) > 0 FROM agent_messages WHERE job_id = :job AND step = :step"
                                + " AND position = :position")
                        .param("job", job.job().value())
                        .param("step", step)
                        .param("position", position)
                        .query(Boolean.class)
                        .single());
    }

    void tell(JobRef job, int step, int position, ToolExecutionRequest call, byte[] callHash, ToolResult result) {
        transactions.run(job.tenant(), jdbc -> {
            insert(jdbc, job, step, position, call.name(), callHash, result);
            if (result.artifact() != null) {
                refs.hold(
                        jdbc,
                        job.tenant(),
                        new ArtifactOwner("agent_run", job.job().value()),
                        result.artifact());
            }
            tell(jdbc, job, step, position, call, result);
        });
    }

    /** Puts the result into the conversation. */
    void tell(JdbcClient jdbc, JobRef job, int step, int position, ToolExecutionRequest call, ToolResult result) {
        var message = ToolExecutionResultMessage.builder()
                .id(call.id())
                .toolName(call.name())
                .text(result.text().isEmpty() ? "(nothing)" : result.text())
                .isError(result.error())
                .build();
        Conversations.add(
                jdbc,
                job,
                new Said(
                        step, position, Said.Kind.TOOL, message, TokenCount.of(message), false, null, clock.instant()));
    }

    private static void insert(
            JdbcClient jdbc, JobRef job, int step, int position, String tool, byte[] callHash, ToolResult result) {
        ArtifactHandle artifact = result.artifact();
        jdbc.sql(
                        "INSERT INTO agent_tool_results (tenant_id, job_id, step, position, tool, call_hash, result, error, sha256,"
                                + " size) VALUES (:tenant, :job, :step, :position, :tool, :hash, :result, :error, :sha256, :size)"
                                + " ON CONFLICT (job_id, step, position, call_hash) DO NOTHING")
                .param("tenant", job.tenant().value())
                .param("job", job.job().value())
                .param("step", step)
                .param("position", position)
                .param("tool", tool)
                .param("hash", callHash)
                .param("result", result.text())
                .param("error", result.error())
                .param("sha256", artifact == null ? null : artifact.sha256())
                .param("size", artifact == null ? null : artifact.size())
                .update();
    }
}
