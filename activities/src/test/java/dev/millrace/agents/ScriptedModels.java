package dev.millrace.agents;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import dev.millrace.llm.LlmAnswer;
import dev.millrace.llm.LlmCall;
import dev.millrace.llm.Models;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** A model that answers what was written beforehand, in turn; each answer takes 100 tokens and costs a cent. */
final class ScriptedModels implements Models {
    private final Deque<Function<LlmCall, AiMessage>> answers = new ArrayDeque<>();
    private final List<LlmCall> asked = new ArrayList<>();
    private Function<LlmCall, AiMessage> otherwise = call -> {
        throw new NoSuchElementException("the model has said all it was told to");
    };

    ScriptedModels says(String text) {
        return does(call -> AiMessage.from(text));
    }

    /** Each call as {@code name(arguments)}. */
    ScriptedModels calls(String... calls) {
        return does(call -> AiMessage.from(List.of(calls).stream()
                .map(text -> ToolExecutionRequest.builder()
                        .id("same")
                        .name(text.substring(0, text.indexOf('(')))
                        .arguments(text.substring(text.indexOf('(') + 1, text.length() - 1))
                        .build())
                .toList()));
    }

    ScriptedModels does(Function<LlmCall, AiMessage> answer) {
        answers.add(answer);
        return this;
    }

    /** What follows once all of that is said. */
    ScriptedModels otherwise(Function<LlmCall, AiMessage> answer) {
        otherwise = answer;
        return this;
    }

    List<LlmCall> asked() {
        return asked;
    }

    @Override
    public LlmAnswer answer(LlmCall call) {
        asked.add(call);
        AiMessage message = (answers.isEmpty() ? otherwise : answers.removeFirst()).apply(call);
        return new LlmAnswer(
                ChatResponse.builder()
                        .aiMessage(message)
                        .tokenUsage(new TokenUsage(60, 40))
                        .build(),
                "fake",
                "scripted",
                new BigDecimal("0.01"),
                LlmAnswer.Source.PROVIDER,
                true,
                Duration.ofMillis(5));
    }
}
