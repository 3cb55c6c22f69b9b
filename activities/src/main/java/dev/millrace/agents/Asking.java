package dev.millrace.agents;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.output.TokenUsage;
import dev.millrace.events.JobEvents;
import dev.millrace.llm.CacheRule;
import dev.millrace.llm.Gateway;
import dev.millrace.llm.LlmAnswer;
import dev.millrace.llm.LlmCall;
import dev.millrace.llm.LocalAnswer;
import dev.millrace.llm.Purpose;
import dev.millrace.llm.Tokens;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks a run's model; the same question of the same step is answered from what was kept. */
@Component
final class Asking {
    private final Answers answers;
    private final Agents agents;
    private final Gateway gateway;
    private final JobEvents events;

    Asking(Answers answers, Agents agents, Gateway gateway, JobEvents events) {
        this.answers = answers;
        this.agents = agents;
        this.gateway = gateway;
        this.events = events;
    }

    /** What to do next: may be answered without a model, and is followed by those who follow the run. */
    Answered next(AgentRun run, int step, ChatRequest request, Runnable goOn) {
        byte[] hash = Questions.hash(run.definition(), request);
        return answers.find(run.job(), step, hash).orElseGet(() -> {
            LocalAnswer local = agents.local(
                            run.job().tenant(), run.definition().name(), run.input())
                    .orElse(null);
            if (!run.stream()) {
                return answers.keep(run.job(), step, hash, ask(run, step, request, "model_" + step, local, null, goOn));
            }
            try (TokenStream stream = TokenStream.open(events, run.job(), "model_" + step)) {
                return answers.keep(
                        run.job(), step, hash, ask(run, step, request, "model_" + step, local, stream, goOn));
            }
        });
    }

    /** Something besides, which only a model can answer. */
    Answered once(AgentRun run, int step, ChatRequest request, String purpose, Runnable goOn) {
        byte[] hash = Questions.hash(run.definition(), request);
        return answers.find(run.job(), step, hash)
                .orElseGet(
                        () -> answers.keep(run.job(), step, hash, ask(run, step, request, purpose, null, null, goOn)));
    }

    private Answered ask(
            AgentRun run,
            int step,
            ChatRequest request,
            String purpose,
            @Nullable LocalAnswer local,
            @Nullable Tokens tokens,
            Runnable goOn) {
        AgentDefinition agent = run.definition();
        LlmAnswer answer = gateway.chat(new LlmCall(
                run.job().tenant(),
                agent.model(),
                request,
                new Purpose("agent:" + agent.name(), run.caller().actor(), run.job(), purpose, null),
                CacheRule.none(),
                tokens,
                local,
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
}
