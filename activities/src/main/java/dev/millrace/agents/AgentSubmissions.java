package dev.millrace.agents;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.Submission;
import dev.millrace.llm.spending.TokenCount;
import dev.millrace.problems.Problem;
import dev.millrace.problems.schema.SchemaCheck;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Accepts runs of agents. */
@Component
public final class AgentSubmissions {
    private static final int LONGEST_INPUT = 1_000_000;

    private final Jobs jobs;
    private final SchemaCheck schemas;
    private final RunCaps caps;
    private final Clock clock;

    AgentSubmissions(Jobs jobs, SchemaCheck schemas, RunCaps caps, Clock clock) {
        this.jobs = jobs;
        this.schemas = schemas;
        this.caps = caps;
        this.clock = clock;
    }

    /** @throws Problem INVALID when the input does not fit the agent */
    public Job submit(TenantId tenant, AgentCaller caller, AgentOrder order) {
        NewAgentRun run = prepared(caller, order);
        return jobs.submit(
                tenant,
                new Submission(
                        JobKind.AGENT,
                        run.name(),
                        run.request(),
                        order.priority(),
                        caller.actor(),
                        order.traceId(),
                        order.idempotencyKey(),
                        List.of(run.name(), run.request(), order.agent())),
                run.also()::write);
    }

    /** A run to be submitted by another job's run as its child. */
    public NewAgentRun prepared(AgentCaller caller, AgentOrder order) {
        AgentDefinition agent = order.agent();
        schemas.require(agent.inputSchema(), order.input(), "/input");
        JsonNode input = told(order);
        String text = Json.write(input);
        if (text.length() > LONGEST_INPUT) {
            throw Problem.invalid(
                    "/input", "the input of an agent is at most " + LONGEST_INPUT + " characters of JSON");
        }
        if (input.toString().contains("\\u0000")) {
            throw Problem.invalid("/input", "a text holds the character U+0000; every other is allowed");
        }
        return new NewAgentRun(agent.name(), Map.of("agent", agent.name(), "input", input), (jdbc, job) -> {
            write(jdbc, new AgentRun(job, agent, input, caller, agent.limits().maxCost(), order.stream(), null, null));
        });
    }

    /** The input, and with it what the agent is told besides. */
    private static JsonNode told(AgentOrder order) {
        JsonNode context = order.context();
        if (context == null || context.isEmpty()) {
            return order.input();
        }
        if (order.input().has(AgentOrder.CONTEXT)) {
            throw Problem.invalid("/context", "the input has a field context of its own");
        }
        return ((ObjectNode) order.input()).deepCopy().set(AgentOrder.CONTEXT, context);
    }

    /** The run, and what its conversation begins with. */
    void write(JdbcClient jdbc, AgentRun run) {
        AgentRuns.insert(jdbc, run);
        caps.set(jdbc, run.job(), run.maxCost(), run.caller().actor());
        List<ChatMessage> begin = begin(run.definition(), run.input());
        for (int position = 0; position < begin.size(); position++) {
            ChatMessage message = begin.get(position);
            Said.Kind kind = position == 0 ? Said.Kind.SYSTEM : Said.Kind.USER;
            Conversations.add(
                    jdbc,
                    run.job(),
                    new Said(0, position, kind, message, TokenCount.of(message), false, null, clock.instant()));
        }
    }

    /** What a conversation begins with: the instructions, and the input. */
    static List<ChatMessage> begin(AgentDefinition agent, JsonNode input) {
        return List.of(
                SystemMessage.from(Instructions.render(agent.instructions(), input)), UserMessage.from(spoken(input)));
    }

    /** An input that is nothing but a message is said as it is. */
    private static String spoken(JsonNode input) {
        boolean message = input.size() == 1 && input.path("message").isString();
        return message && !input.get("message").asString().isBlank()
                ? input.get("message").asString()
                : Json.write(input);
    }
}
