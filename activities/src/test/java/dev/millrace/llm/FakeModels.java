package dev.millrace.llm;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers as a test says, and counts how often it was asked. */
public final class FakeModels implements Models, Function<LlmCall, LlmAnswer> {
    public final AtomicInteger asked = new AtomicInteger();
    public volatile Function<LlmCall, LlmAnswer> answering;

    public FakeModels(Function<LlmCall, LlmAnswer> answering) {
        this.answering = answering;
    }

    @Override
    public LlmAnswer answer(LlmCall call) {
        asked.incrementAndGet();
        return answering.apply(call);
    }

    @Override
    public LlmAnswer apply(LlmCall call) {
        return answer(call);
    }

    /** By the model that was asked for, {@code provider/model}. */
    public static LlmAnswer answer(LlmCall call, String text, @Nullable TokenUsage usage) {
        return answer(call, AiMessage.from(text), usage, FinishReason.STOP);
    }

    public static LlmAnswer answer(LlmCall call, AiMessage message, @Nullable TokenUsage usage, FinishReason reason) {
        String[] name = call.model().split("/", 2);
        return new LlmAnswer(
                ChatResponse.builder()
                        .aiMessage(message)
                        .tokenUsage(usage)
                        .finishReason(reason)
                        .build(),
                name[0],
                name[1],
                BigDecimal.ZERO,
                LlmAnswer.Source.PROVIDER,
                true,
                Duration.ofMillis(5));
    }
}
