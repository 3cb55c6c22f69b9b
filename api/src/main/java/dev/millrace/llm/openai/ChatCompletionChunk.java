package dev.millrace.llm.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One event of a streamed answer; the last one before {@code [DONE]} has the usage and no choice, where it is asked for. */
record ChatCompletionChunk(
        String id,
        String object,
        long created,
        String model,
        List<Choice> choices,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Usage usage,
        @Nullable String systemFingerprint) {

    static ChatCompletionChunk of(Answering answering, String model, List<Choice> choices, @Nullable Usage usage) {
        return new ChatCompletionChunk(
                answering.id(), "chat.completion.chunk", answering.created(), model, choices, usage, null);
    }

    record Choice(
            int index,
            Delta delta,
            @Nullable Object logprobs,
            @Nullable String finishReason) {}

    /** What this chunk adds. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Delta(
            @Nullable String role,
            @Nullable String content,
            @Nullable List<ToolCall> toolCalls) {
        static Delta none() {
            return new Delta(null, null, null);
        }
    }
}
