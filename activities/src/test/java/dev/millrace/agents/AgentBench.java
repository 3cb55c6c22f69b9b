package dev.millrace.agents;

import dev.millrace.artifacts.ArtifactRefs;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.TestJobs;
import dev.millrace.llm.Gateway;
import dev.millrace.llm.spending.Budgets;
import dev.millrace.problems.schema.SchemaCheck;
import dev.millrace.security.Role;
import dev.millrace.security.outbound.Outbound;
import dev.millrace.security.outbound.TestOutbound;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import dev.millrace.tenancy.TestDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** What runs agents, on the test database and without Temporal: {@link #run} does what the workflow does. */
final class AgentBench {
    static final Outbound OUTBOUND = TestOutbound.allowing("127.0.0.1");

    final TenantId tenant = TestDatabase.get().workspace();
    final TenantTransactions transactions = TestDatabase.get().transactions();
    final TestJobs jobs = new TestJobs();
    final ScriptedModels models = new ScriptedModels();
    final Notebook notebook = new Notebook();
    final AgentRuns runs = new AgentRuns(transactions);
    final Conversations conversations = new Conversations(transactions);
    final AgentWaits waits = new AgentWaits(transactions, jobs.steps, Clock.systemUTC());
    final ToolResults results;
    final AgentSubmissions submissions;
    final ModelStep model;
    final ToolStep tools;
    final AgentRunActivitiesImpl rows;
    final AgentForks forks;
    final AgentExports exports;
    final ReplacedArguments replaced;

    /** @param more tools besides the notebook */
    AgentBench(Path folder, AgentTool... more) {
        Clock clock = Clock.systemUTC();
        SchemaCheck schemas = new SchemaCheck();
        CallCheck checks = new CallCheck(schemas);
        Agents agents = new Agents(none(AgentCatalog.class), none(LocalAgents.class));
        Toolbox toolbox = new Toolbox(tools(more), OUTBOUND);
        results = new ToolResults(
                transactions, new LocalArtifactStore(folder, clock), new ArtifactRefs(transactions), clock);
        Decisions decisions = new Decisions(transactions, toolbox, checks, schemas, jobs.events, clock);
        Answers answers = new Answers(transactions, jobs.results, clock);
        Asking asking = new Asking(answers, agents, new Gateway(List.of(), models), jobs.events);
        Memory memory = new Memory(transactions, conversations, asking, jobs.recorder, jobs.events, clock);
        RunCaps caps = new RunCaps(new Budgets(transactions, clock));
        submissions = new AgentSubmissions(jobs.jobs, schemas, caps, clock);
        model = new ModelStep(runs, toolbox, memory, answers, asking, decisions, jobs.recorder);
        tools = new ToolStep(jobs.jobs, toolbox, checks, conversations, results, waits, jobs.recorder);
        AgentOutcomes outcomes = new AgentOutcomes(transactions, agents, jobs.jobs, jobs.results, clock);
        rows = new AgentRunActivitiesImpl(transactions, waits, results, outcomes, caps, clock);
        forks = new AgentForks(jobs.jobs, transactions, submissions, schemas, new ArtifactRefs(transactions));
        replaced = new ReplacedArguments(runs, conversations, toolbox, checks);
        exports = new AgentExports(jobs.jobs, runs, toolbox, conversations, answers, memory);
    }

    /** An agent that may write notes. */
    static AgentDefinition agent(@Nullable String outputSchema, AgentDefinition.Limits limits, String... approvals) {
        return new AgentDefinition(
                "scribe",
                "Writes things down.",
                "You write for {{ name }}.",
                Json.parse("{\"type\": \"object\"}"),
                outputSchema == null ? null : Json.parse(outputSchema),
                "default",
                List.of("note"),
                Set.of(approvals),
                Map.of(),
                limits);
    }

    static AgentDefinition.Limits limits(int steps, long tokens, @Nullable String cost) {
        return new AgentDefinition.Limits(
                steps, tokens, cost == null ? null : new BigDecimal(cost), Duration.ofHours(1));
    }

    JobRef submit(AgentDefinition agent, Role role) {
        AgentOrder order = AgentOrder.of(agent, Json.parse("{\"name\": \"Ann\"}"));
        JobRef job =
                submissions.submit(tenant, new AgentCaller("ann", role), order).ref();
        jobs.activities.running(job);
        return job;
    }

    Thought think(JobRef job, int step) {
        return model.think(runs.get(job), step, () -> {});
    }

    void use(JobRef job, int step, int position) {
        tools.use(runs.get(job), step, position, false, () -> {});
    }

    /** As the workflow does, where nothing waits for anybody. */
    AgentOutcome run(JobRef job) {
        int step = 1;
        Thought thought = think(job, step);
        while (thought.next() != Thought.Next.ANSWERED) {
            for (ToolCall call : thought.calls()) {
                use(job, step, call.position());
            }
            thought = think(job, ++step);
        }
        rows.finish(job);
        return AgentOutcome.of(row(job));
    }

    Job row(JobRef job) {
        return jobs.jobs.get(job.tenant(), job.job());
    }

    List<Said> said(JobRef job) {
        return conversations.before(job, Integer.MAX_VALUE);
    }

    long count(String query) {
        return transactions.in(tenant, jdbc -> jdbc.sql(query).query(Long.class).single());
    }

    private static <T> ObjectProvider<T> none(Class<T> type) {
        return new StaticListableBeanFactory().getBeanProvider(type);
    }

    private ObjectProvider<AgentTool> tools(AgentTool... more) {
        Map<String, Object> beans = new LinkedHashMap<>(Map.of("notebook", notebook));
        for (AgentTool tool : more) {
            beans.put(tool.getClass().getSimpleName(), tool);
        }
        return new StaticListableBeanFactory(beans).getBeanProvider(AgentTool.class);
    }
}
