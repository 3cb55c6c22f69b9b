package dev.millrace.llm.spending;

import dev.millrace.llm.CacheRule;
import dev.millrace.llm.LlmAnswer;
import dev.millrace.llm.LlmCall;
import dev.millrace.problems.Problem;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the ledger: a call and how it ended. {@code cost} is null where the model's price is not known. */
record Booking(
        UUID id,
        LlmCall call,
        @Nullable LlmAnswer answer,
        Usage usage,
        @Nullable BigDecimal cost,
        String outcome,
        Duration latency) {
    private static final String ANSWERED = "answered";
    private static final String ENDED = "ended";

    static Booking answered(UUID id, LlmCall call, LlmAnswer answer, Usage usage, @Nullable BigDecimal cost) {
        return new Booking(id, call, answer, usage, cost, ANSWERED, answer.latency());
    }

    static Booking failed(UUID id, LlmCall call, Throwable reason, Duration latency) {
        String outcome = reason instanceof Problem problem ? problem.type().slug() : ENDED;
        return new Booking(id, call, null, Usage.NONE, BigDecimal.ZERO, outcome, latency);
    }

    boolean isCacheable() {
        return !(call.cache() instanceof CacheRule.None);
    }
}
