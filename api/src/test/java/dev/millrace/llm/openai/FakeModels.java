package dev.millrace.llm.openai;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.millrace.llm.LlmAnswer;
import dev.millrace.llm.LlmCall;
import dev.millrace.llm.Models;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.springframework.context.annotation.Primary;

/** Answers as the test at hand says, in the place of all providers; one test at a time. */
@Primary
final class FakeModels implements Models {
    private final AtomicReference<LlmCall> last = new AtomicReference<>();
    private final AtomicReference<Function<LlmCall, AiMessage>> behaviour =
            new AtomicReference<>(call -> AiMessage.from("hello"));

    void behave(Function<LlmCall, AiMessage> next) {
        behaviour.set(next);
    }

    LlmCall lastCall() {
        return last.get();
    }

    @Override
    public LlmAnswer answer(LlmCall call) {
        last.set(call);
        ChatResponse response = ChatResponse.builder()
                .aiMessage(behaviour.get().apply(call))
                .finishReason(FinishReason.STOP)
                .tokenUsage(new TokenUsage(7, 3))
                .build();
        return new LlmAnswer(
                response,
                "openai",
                "gpt-5-mini",
                new BigDecimal("0.000031"),
                LlmAnswer.Source.PROVIDER,
                true,
                Duration.ZERO);
    }
}
