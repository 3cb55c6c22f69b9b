package dev.millrace.llm.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.langchain4j.data.message.AiMessage;
import dev.millrace.llm.LlmAnswer;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A whole answer. {@code model} is the one that answered, as {@code provider/model}, whatever route was asked. */
record ChatCompletion(
        String id,
        String object,
        long created,
        String model,
        List<Choice> choices,
        Usage usage,
        @Nullable String systemFingerprint) {

    static ChatCompletion of(Answering answering, LlmAnswer answer) {
        AiMessage said = answer.response().aiMessage();
        Message message = new Message("assistant", said.text(), null, calls(said));
        return new ChatCompletion(
                answering.id(),
                "chat.completion",
                answering.created(),
                Answering.model(answer),
                List.of(new Choice(0, message, null, Answering.finishReason(answer.response()))),
                Usage.of(answer.response().tokenUsage()),
                null);
    }

    private static @Nullable List<ToolCall> calls(AiMessage said) {
        return said.hasToolExecutionRequests() ? Answering.toolCalls(said, false) : null;
    }

    @Schema(name = "ChatChoice")
    record Choice(
            int index,
            Message message,
            @Nullable Object logprobs,

            @Schema(description = "`stop`, `length`, `tool_calls` or `content_filter`.")
            String finishReason) {}

    @Schema(name = "ChatAnswer")
    record Message(
            String role,
            @Nullable String content,
            @Nullable String refusal,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<ToolCall> toolCalls) {}
}
