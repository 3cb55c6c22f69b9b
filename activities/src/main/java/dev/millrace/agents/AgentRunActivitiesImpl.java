package dev.millrace.agents;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.UserMessage;
import dev.millrace.agents.AgentWaits.Given;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.StepStatus;
import dev.millrace.llm.spending.Money;
import dev.millrace.llm.spending.TokenCount;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantTransactions;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What runs wait for, and what follows from what people answer. */
@Component
public final class AgentRunActivitiesImpl implements AgentRunActivities {
    private final TenantTransactions transactions;
    private final AgentWaits waits;
    private final ToolResults results;
    private final AgentOutcomes outcomes;
    private final RunCaps caps;
    private final Clock clock;

    AgentRunActivitiesImpl(
            TenantTransactions transactions,
            AgentWaits waits,
            ToolResults results,
            AgentOutcomes outcomes,
            RunCaps caps,
            Clock clock) {
        this.transactions = transactions;
        this.waits = waits;
        this.results = results;
        this.outcomes = outcomes;
        this.caps = caps;
        this.clock = clock;
    }

    @Override
    public boolean askApproval(JobRef run, int step, int position) {
        return transactions.in(run.tenant(), jdbc -> {
            AgentRun known = AgentRuns.get(jdbc, run);
            CallPlace place = new CallPlace(step, position);
            ToolExecutionRequest call = Conversations.call(jdbc, run, place);
            if (AgentWaits.decided(jdbc, run, step, position, CallCheck.hash(call))
                    .isPresent()) {
                return false;
            }
            Map<String, Object> shown = Map.of("tool", call.name(), "arguments", CallCheck.parse(call.arguments()));
            waits.open(
                    jdbc,
                    run,
                    place.toString(),
                    "approval",
                    "The agent " + known.definition().name() + " wants to use " + call.name()
                            + "; approve it, with other arguments if need be, or reject it",
                    Json.tree(shown),
                    known.definition().options().approvalTimeout());
            return true;
        });
    }

    @Override
    public boolean decide(JobRef run, int step, int position, @Nullable String reply) {
        return transactions.in(run.tenant(), jdbc -> {
            Optional<Given> given = reply == null ? Optional.empty() : AgentWaits.given(jdbc, run, reply);
            JsonNode input = given.map(Given::input).orElse(Json.parse("{}"));
            String arguments = input.path("arguments").isObject() ? Json.write(input.get("arguments")) : null;
            CallPlace place = new CallPlace(step, position);
            ToolExecutionRequest call = Conversations.call(jdbc, run, place);
            boolean approved = AgentWaits.decide(
                    jdbc,
                    run,
                    step,
                    position,
                    CallCheck.hash(call),
                    new AgentWaits.Decision(input.path("approved").asBoolean(false), reply, arguments));
            if (!approved) {
                results.tell(jdbc, run, step, position, call, ToolResult.error(refusal(given)));
            }
            Map<String, @Nullable Object> shown = new LinkedHashMap<>();
            shown.put("approved", approved);
            shown.put("by", given.map(Given::by).orElse(null));
            shown.put("comment", input.path("comment").asString(null));
            waits.close(jdbc, run, place.toString(), approved ? StepStatus.COMPLETED : StepStatus.SKIPPED, shown);
            return approved;
        });
    }

    @Override
    public void askBudget(JobRef run) {
        transactions.run(run.tenant(), jdbc -> {
            AgentRun known = AgentRuns.get(jdbc, run);
            Spent spent = AgentRuns.spent(jdbc, run);
            BigDecimal most = known.maxCost();
            String prompt = most != null && spent.cost().compareTo(most) >= 0
                    ? "The run has cost " + Money.text(spent.cost()) + " USD of the " + Money.text(most)
                            + " that it may; raise max_cost to let it go on"
                    : "A budget of the workspace does not allow the next call; raise it, and the run goes on";
            waits.open(
                    jdbc,
                    run,
                    Inbox.BUDGET,
                    "budget",
                    prompt,
                    Json.tree(Map.of("cost", Money.text(spent.cost()))),
                    null);
        });
    }

    @Override
    public void topUp(JobRef run, String reply) {
        transactions.run(
                run.tenant(),
                jdbc -> AgentWaits.given(jdbc, run, reply)
                        .map(given -> given.input().path("max_cost"))
                        .filter(cost -> cost.isString() || cost.isNumber())
                        .map(cost -> new BigDecimal(cost.asString()))
                        .ifPresent(most -> {
                            AgentRuns.allow(jdbc, run, most);
                            caps.set(
                                    jdbc,
                                    run,
                                    most,
                                    AgentRuns.get(jdbc, run).caller().actor());
                        }));
    }

    @Override
    public void budgetRaised(JobRef run) {
        transactions.run(run.tenant(), jdbc -> waits.close(jdbc, run, Inbox.BUDGET, StepStatus.COMPLETED, Map.of()));
    }

    @Override
    public void askTurn(JobRef run) {
        outcomes.show(run);
        transactions.run(run.tenant(), jdbc -> {
            AgentRun known = AgentRuns.get(jdbc, run);
            waits.open(
                    jdbc,
                    run,
                    Inbox.USER,
                    "user",
                    "The agent has answered, and waits for its user to say more",
                    Json.tree(Map.of()),
                    known.definition().options().turnTimeout());
        });
    }

    @Override
    public boolean heard(JobRef run, int step) {
        return transactions.in(
                run.tenant(),
                jdbc -> Conversations.before(jdbc, run, step + 1).stream()
                        .anyMatch(said -> said.step() == step && said.kind() == Said.Kind.USER && step > 0));
    }

    @Override
    public boolean hear(JobRef run, int step, @Nullable String reply) {
        return transactions.in(run.tenant(), jdbc -> {
            Optional<Given> given = reply == null ? Optional.empty() : AgentWaits.given(jdbc, run, reply);
            String message =
                    given.map(said -> said.input().path("message").asString("")).orElse("");
            if (!message.isEmpty()) {
                UserMessage said = UserMessage.from(Clean.text(message));
                Conversations.add(
                        jdbc,
                        run,
                        new Said(
                                step,
                                Said.AFTER_TOOLS,
                                Said.Kind.USER,
                                said,
                                TokenCount.of(said),
                                false,
                                given.map(Given::by).orElse(null),
                                clock.instant()));
            }
            waits.close(jdbc, run, Inbox.USER, StepStatus.COMPLETED, Map.of());
            return !message.isEmpty();
        });
    }

    @Override
    public void finish(JobRef run) {
        outcomes.show(run);
    }

    private static String refusal(Optional<Given> given) {
        return given.map(answer -> {
                    String comment = answer.input().path("comment").asString("");
                    return "a person has rejected this call" + (comment.isEmpty() ? "" : ": " + Clean.text(comment));
                })
                .orElse("nobody has approved this call in time; it was not made");
    }
}
