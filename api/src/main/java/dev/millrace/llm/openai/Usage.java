package dev.millrace.llm.openai;

import dev.langchain4j.model.output.TokenUsage;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tokens as the provider counted them; 0 where it did not say. */
@Schema(name = "ChatUsage")
record Usage(int promptTokens, int completionTokens, int totalTokens) {
    static Usage of(@Nullable TokenUsage usage) {
        if (usage == null) {
            return new Usage(0, 0, 0);
        }
        int prompt = Objects.requireNonNullElse(usage.inputTokenCount(), 0);
        int completion = Objects.requireNonNullElse(usage.outputTokenCount(), 0);
        return new Usage(prompt, completion, Objects.requireNonNullElse(usage.totalTokenCount(), prompt + completion));
    }
}
