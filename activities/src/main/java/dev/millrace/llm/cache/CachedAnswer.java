package dev.millrace.llm.cache;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.millrace.llm.LlmAnswer;
import dev.millrace.tenancy.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An answer as it is kept: langchain4j's JSON of the message, and what was said about it. */
record CachedAnswer(
        String message,
        FinishReason finishReason,
        @Nullable String id,
        @Nullable Integer tokensIn,
        @Nullable Integer tokensOut,
        String provider,
        String model,
        Instant askedAt,
        Instant expiresAt) {
    private static final int LONGEST = 100_000;

    static CachedAnswer of(LlmAnswer answer, Instant askedAt, Duration ttl) {
        ChatResponse response = answer.response();
        TokenUsage usage = response.tokenUsage();
        return new CachedAnswer(
                ChatMessageSerializer.messageToJson(response.aiMessage()),
                response.finishReason(),
                response.id(),
                usage == null ? null : usage.inputTokenCount(),
                usage == null ? null : usage.outputTokenCount(),
                answer.provider(),
                answer.model(),
                askedAt,
                askedAt.plus(ttl));
    }

    /** Whole answers of language models only: none that was cut off, refused, filtered or made up here. */
    static boolean worthKeeping(LlmAnswer answer) {
        AiMessage message = answer.response().aiMessage();
        FinishReason reason = answer.response().finishReason();
        String text = Objects.requireNonNullElse(message.text(), "");
        return answer.generated()
                && answer.source() == LlmAnswer.Source.PROVIDER
                && (reason == FinishReason.STOP || reason == FinishReason.TOOL_EXECUTION)
                && text.length() <= LONGEST
                && (!text.isBlank() || message.hasToolExecutionRequests());
    }

    LlmAnswer answer(LlmAnswer.Source source, Duration latency) {
        ChatResponse response = ChatResponse.builder()
                .aiMessage((AiMessage) ChatMessageDeserializer.messageFromJson(message))
                .finishReason(finishReason)
                .id(id)
                .modelName(model)
                .tokenUsage(new TokenUsage(tokensIn, tokensOut))
                .build();
        return new LlmAnswer(response, provider, model, BigDecimal.ZERO, source, true, latency);
    }

    byte[] bytes() {
        return Json.write(this).getBytes(StandardCharsets.UTF_8);
    }

    static CachedAnswer read(byte[] bytes) {
        return Json.read(new String(bytes, StandardCharsets.UTF_8), CachedAnswer.class);
    }
}
