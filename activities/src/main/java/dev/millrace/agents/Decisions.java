package dev.millrace.agents;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.millrace.audit.AuditLog;
import dev.millrace.events.EventType;
import dev.millrace.events.JobEvents;
import dev.millrace.events.NewEvent;
import dev.millrace.llm.spending.TokenCount;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.problems.Violation;
import dev.millrace.problems.schema.SchemaCheck;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What follows from an answer: tools to use, or that it is the last word; what it may not have is told to the model. */
@Component
final class Decisions {
    private static final int MOST_VIOLATIONS = 5;
    private static final int FORBIDDEN = 403;

    private final TenantTransactions transactions;
    private final Toolbox toolbox;
    private final CallCheck checks;
    private final SchemaCheck schemas;
    private final JobEvents events;
    private final Clock clock;

    Decisions(
            TenantTransactions transactions,
            Toolbox toolbox,
            CallCheck checks,
            SchemaCheck schemas,
            JobEvents events,
            Clock clock) {
        this.transactions = transactions;
        this.toolbox = toolbox;
        this.checks = checks;
        this.schemas = schemas;
        this.events = events;
        this.clock = clock;
    }

    /** @throws Problem LIMIT_REACHED when the model does not mend its ways */
    Thought of(AgentRun run, int step, Answered answer) {
        AiMessage message = answer.message();
        Thought thought = transactions.in(run.job().tenant(), jdbc -> {
            add(jdbc, run, step, 0, Said.Kind.ANSWER, message, false);
            return message.hasToolExecutionRequests()
                    ? tools(jdbc, run, step, message.toolExecutionRequests())
                    : answered(jdbc, run, step, message);
        });
        int violations = transactions.in(run.job().tenant(), jdbc -> Conversations.violations(jdbc, run.job()));
        if (violations > MOST_VIOLATIONS) {
            throw new Problem(
                    ProblemType.LIMIT_REACHED,
                    "in " + violations
                            + " steps the model asked for what it may not have, or answered what cannot be used;"
                            + " the run's conversation shows what it was told");
        }
        return thought;
    }

    private Thought tools(JdbcClient jdbc, AgentRun run, int step, List<ToolExecutionRequest> calls) {
        Map<String, Tool> offered = toolbox.offered(run);
        List<ToolCall> allowed = new ArrayList<>();
        for (int position = 1; position <= calls.size(); position++) {
            ToolExecutionRequest call = calls.get(position - 1);
            switch (checks.of(call, position, offered)) {
                case CallCheck.Verdict.Allowed(Tool tool) ->
                    allowed.add(new ToolCall(
                            position, tool.name(), run.definition().approvals().contains(tool.name())));
                case CallCheck.Verdict.Refused refused -> refuse(jdbc, run, step, position, call, refused);
            }
        }
        return new Thought(Thought.Next.TOOLS, allowed);
    }

    private void refuse(
            JdbcClient jdbc,
            AgentRun run,
            int step,
            int position,
            ToolExecutionRequest call,
            CallCheck.Verdict.Refused refused) {
        boolean isNew =
                add(jdbc, run, step, position, Said.Kind.TOOL, error(call, "refused: " + refused.reason()), true);
        if (isNew) {
            String tool = shortened(call.name());
            tell(jdbc, run, step, "the call of " + tool + " was refused: " + refused.reason());
            if (refused.forbidden()) {
                AuditLog.append(
                        jdbc,
                        run.job().tenant(),
                        run.caller().actor(),
                        "agent " + run.definition().name() + " calls " + tool,
                        "runs/" + run.job().job(),
                        FORBIDDEN,
                        null);
            }
        }
    }

    private Thought answered(JdbcClient jdbc, AgentRun run, int step, AiMessage message) {
        String wrong = wrong(run.definition(), Clean.text(message.text()));
        if (wrong.isEmpty()) {
            return Thought.of(Thought.Next.ANSWERED);
        }
        UserMessage note = UserMessage.from("Your answer cannot be used: " + wrong + ". Answer again.");
        if (add(jdbc, run, step, Said.AFTER_TOOLS, Said.Kind.NOTE, note, true)) {
            tell(jdbc, run, step, "the model's answer cannot be used: " + wrong);
        }
        return Thought.of(Thought.Next.AGAIN);
    }

    private String wrong(AgentDefinition agent, String text) {
        if (text.isBlank()) {
            return "it is empty";
        }
        JsonNode schema = agent.outputSchema();
        if (schema == null) {
            return "";
        }
        try {
            List<Violation> violations = schemas.check(schema, Json.parse(text), "");
            return violations.stream()
                    .limit(10)
                    .map(violation -> violation.pointer() + ": " + violation.detail())
                    .collect(Collectors.joining("; "));
        } catch (JacksonException e) {
            return "it is not JSON: " + e.getOriginalMessage();
        }
    }

    private boolean add(
            JdbcClient jdbc,
            AgentRun run,
            int step,
            int position,
            Said.Kind kind,
            ChatMessage message,
            boolean violation) {
        return Conversations.add(
                jdbc,
                run.job(),
                new Said(step, position, kind, message, TokenCount.of(message), violation, null, clock.instant()));
    }

    private void tell(JdbcClient jdbc, AgentRun run, int step, String what) {
        events.append(
                jdbc,
                run.job().tenant(),
                run.job().job().value(),
                NewEvent.once(EventType.LOG, Map.of("level", "warn", "message", what, "step", "model_" + step)));
    }

    static ToolExecutionResultMessage error(ToolExecutionRequest call, String reason) {
        return ToolExecutionResultMessage.builder()
                .id(call.id())
                .toolName(call.name())
                .text(reason)
                .isError(true)
                .build();
    }

    private static String shortened(String name) {
        return name.length() <= 64 ? name : name.substring(0, 64) + "…";
    }
}
