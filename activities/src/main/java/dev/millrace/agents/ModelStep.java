package dev.millrace.agents;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.millrace.jobs.StepRecorder;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Asks the model what to do next, within the run's limits. */
@Component
final class ModelStep {
    private final AgentRuns runs;
    private final Toolbox toolbox;
    private final Memory memory;
    private final Answers answers;
    private final Asking asking;
    private final Decisions decisions;
    private final StepRecorder recorder;

    ModelStep(
            AgentRuns runs,
            Toolbox toolbox,
            Memory memory,
            Answers answers,
            Asking asking,
            Decisions decisions,
            StepRecorder recorder) {
        this.runs = runs;
        this.toolbox = toolbox;
        this.memory = memory;
        this.answers = answers;
        this.asking = asking;
        this.decisions = decisions;
        this.recorder = recorder;
    }

    /** @throws Problem LIMIT_REACHED when the run has used up its steps or tokens */
    Thought think(AgentRun run, int step, Runnable goOn) {
        if (!answers.any(run.job(), step) && isOverCost(run, step)) {
            return Thought.of(Thought.Next.NO_BUDGET);
        }
        try {
            return decisions.of(run, step, answer(run, step, goOn));
        } catch (Problem problem) {
            if (problem.type() == ProblemType.BUDGET_EXCEEDED) {
                return Thought.of(Thought.Next.NO_BUDGET);
            }
            throw problem;
        }
    }

    private Answered answer(AgentRun run, int step, Runnable goOn) {
        List<ToolSpecification> tools =
                toolbox.offered(run).values().stream().map(Tool::specification).toList();
        ChatRequest request = Questions.request(run.definition(), tools, memory.of(run, step, goOn));
        Map<String, Object> shown = Map.of(
                "model",
                run.definition().model(),
                "messages",
                request.messages().size());
        ModelOutput output = recorder.record(
                run.job(),
                "model_" + step,
                "model",
                shown,
                () -> ModelOutput.of(asking.next(run, step, request, goOn)));
        return output.answer();
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

    private static Problem limit(String which) {
        return new Problem(ProblemType.LIMIT_REACHED, "the agent has used up its " + which);
    }
}
