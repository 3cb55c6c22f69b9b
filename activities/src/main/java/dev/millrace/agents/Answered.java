package dev.millrace.agents;

import dev.langchain4j.data.message.AiMessage;
import java.math.BigDecimal;

/** What a model has answered to one question, as it is kept. */
record Answered(
        AiMessage message,
        String provider,
        String model,
        boolean generated,
        long inputTokens,
        long outputTokens,
        BigDecimal cost,
        long latencyMs) {
    long tokens() {
        return inputTokens + outputTokens;
    }
}
