package dev.millrace.agents;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.output.TokenUsage;
import dev.millrace.jobs.StepRecorder;
import dev.millrace.llm.CacheRule;
import dev.millrace.llm.Gateway;
import dev.millrace.llm.LlmAnswer;
import dev.millrace.llm.LlmCall;
import dev.millrace.llm.Purpose;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the model what to do next, within the run's limits. */
@Component
final class ModelStep {
    private final AgentRuns runs;
    private final Agents agents;
    private final Toolbox toolbox;
    private final Conversations conversations;
    private final Answers answers;
    private final Gateway gateway;
    private final Decisions decisions;
    private final StepRecorder recorder;

    ModelStep(
            AgentRuns runs,
            Agents agents,
            Toolbox toolbox,
            Conversations conversations,
            Answers answers,
            Gateway gateway,
            Decisions decisions,
            StepRecorder recorder) {
        this.runs = runs;
        this.agents = agents;
        this.toolbox = toolbox;
        this.conversations = conversations;
        this.answers = answers;
        this.gateway = gateway;
        this.decisions = decisions;
        this.recorder = recorder;
    }

    /** @throws Problem LIMIT_REACHED when the run has used up its steps or tokens */
    Thought think(AgentRun run, int step, Runnable goOn) {
        List<ToolSpecification> tools =
                toolbox.offered(run).values().stream().map(Tool::specification).toList();
        List<ChatMessage> messages = conversations.before(run.job(), step).stream()
                .map(Said::message)
                .toList();
        byte[] hash = Questions.hash(run.definition(), tools, messages);
        boolean known = answers.find(run.job(), step, hash).isPresent();
        if (!known && isOverCost(run, step)) {
            return Thought.of(Thought.Next.NO_BUDGET);
        }
        try {
            ModelOutput output = recorder.record(
                    run.job(),
                    "model_" + step,
                    "model",
                    Map.of("model", run.definition().model()),
                    () -> {
                        Answered answer = answers.find(run.job(), step, hash)
                                .orElseGet(() -> answers.keep(
                                        run.job(),
                                        step,
                                        hash,
                                        ask(run, step, Questions.request(run.definition(), tools, messages), goOn)));
                        return ModelOutput.of(answer);
                    });
            return decisions.of(run, step, output.answer());
        } catch (Problem problem) {
            if (problem.type() == ProblemType.BUDGET_EXCEEDED) {
                return Thought.of(Thought.Next.NO_BUDGET);
            }
            throw problem;
        }
    }

    private boolean isOverCost(AgentRun run, int step) {
        AgentDefinition.Limits limits = run.definition().limits();
        if (step > limits.maxSteps()) {
            throw limit("steps, " + limits.maxSteps() + " (limits.max_steps)");
        }
        Spent spent = runs.spent(run.job());
        if (spent.tokens() >= limits.maxTokens()) {
            throw limit("tokens, " + limits.maxTokens() + " (limits.max_tokens); it has used " + spent.tokens());
        }
        BigDecimal most = run.maxCost();
        return most != null && spent.cost().compareTo(most) >= 0;
    }

    private Answered ask(AgentRun run, int step, ChatRequest request, Runnable goOn) {
        AgentDefinition agent = run.definition();
        LlmAnswer answer = gateway.chat(new LlmCall(
                run.job().tenant(),
                agent.model(),
                request,
                new Purpose("agent:" + agent.name(), run.caller().actor(), run.job(), "model_" + step, null),
                CacheRule.none(),
                null,
                agents.local(run.job().tenant(), agent.name(), run.input()).orElse(null),
                goOn));
        TokenUsage usage = answer.response().tokenUsage();
        return new Answered(
                Clean.message(answer.response().aiMessage(), step),
                answer.provider(),
                answer.model(),
                answer.generated(),
                count(usage == null ? null : usage.inputTokenCount()),
                count(usage == null ? null : usage.outputTokenCount()),
                answer.cost(),
                answer.latency().toMillis());
    }

    private static long count(@Nullable Integer tokens) {
        return tokens == null ? 0 : tokens;
    }

    private static Problem limit(String which) {
        return new Problem(ProblemType.LIMIT_REACHED, "the agent has used up its " + which);
    }
}
