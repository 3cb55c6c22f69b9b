package dev.millrace.agents;

import dev.langchain4j.data.message.AiMessage;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobResults;
import dev.millrace.jobs.Jobs;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What runs come to: as the job's result, and read from it again. */
@Component
final class AgentOutcomes {
    private final TenantTransactions transactions;
    private final Agents agents;
    private final Jobs jobs;
    private final JobResults results;
    private final Clock clock;

    AgentOutcomes(TenantTransactions transactions, Agents agents, Jobs jobs, JobResults results, Clock clock) {
        this.transactions = transactions;
        this.agents = agents;
        this.jobs = jobs;
        this.results = results;
        this.clock = clock;
    }

    /** Shows the answer that the run has now. */
    void show(JobRef ref) {
        AgentRun run = transactions.in(ref.tenant(), jdbc -> AgentRuns.get(jdbc, ref));
        List<Said> answers =
                transactions.in(ref.tenant(), jdbc -> Conversations.before(jdbc, ref, Integer.MAX_VALUE)).stream()
                        .filter(said -> said.kind() == Said.Kind.ANSWER)
                        .toList();
        Said last = answers.getLast();
        String text = Clean.text(((AiMessage) last.message()).text());
        Job job = jobs.get(ref.tenant(), ref.job());
        Instant began = Objects.requireNonNullElse(job.startedAt(), job.createdAt());
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("answer", run.definition().outputSchema() == null ? text : Json.parse(text));
        shown.put("steps", last.step());
        shown.put("missing", agents.missing(ref.tenant(), run.definition().name(), run.input()));
        shown.put("duration_ms", Duration.between(began, clock.instant()).toMillis());
        results.merge(ref, shown);
    }

    static AgentOutcome read(Job job) {
        JsonNode shown = job.result();
        List<String> missing = shown.path("missing")
                .valueStream()
                .map(field -> field.asString(""))
                .toList();
        return new AgentOutcome(
                shown.path("answer"),
                new AgentOutcome.Meta(
                        shown.path("provider").asString(""),
                        shown.path("model").asString(""),
                        shown.path("generated").asBoolean(false),
                        shown.path("tokens_used").asLong(0),
                        shown.path("cost").asString("0.00"),
                        shown.path("duration_ms").asLong(0),
                        missing));
    }
}
