package dev.millrace.llm;

import dev.langchain4j.model.chat.response.ChatResponse;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * An answer and where it came from. {@code cost} is in USD, 0 for what was not paid for; {@code generated} is false when no
 * language model made it.
 */
public record LlmAnswer(
        ChatResponse response,
        String provider,
        String model,
        BigDecimal cost,
        Source source,
        boolean generated,
        Duration latency) {

    /** Whether a provider was asked, or an earlier answer stands in. */
    public enum Source {
        PROVIDER,
        EXACT_CACHE,
        SEMANTIC_CACHE
    }

    public LlmAnswer with(ChatResponse changed) {
        return new LlmAnswer(changed, provider, model, cost, source, generated, latency);
    }

    public LlmAnswer costing(BigDecimal actual) {
        return new LlmAnswer(response, provider, model, actual, source, generated, latency);
    }
}
