package dev.millrace.llm.spending;

import dev.millrace.llm.LlmAnswer;
import dev.millrace.llm.LlmCall;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What an answer did cost, by what the provider says of its tokens, or else by counting them here. */
@Component
final class CallCosts {
    private final PriceTable prices;
    private final TokenEstimate tokens;

    CallCosts(PriceTable prices, TokenEstimate tokens) {
        this.prices = prices;
        this.tokens = tokens;
    }

    Usage usage(LlmCall call, LlmAnswer answer) {
        if (!answer.generated()) {
            return Usage.NONE;
        }
        return UsageReader.read(answer.response().tokenUsage()).orElseGet(() -> counted(call, answer));
    }

    /** Empty when the model's price is not known. */
    Optional<BigDecimal> of(LlmAnswer answer, Usage usage) {
        if (!answer.generated()) {
            return Optional.of(BigDecimal.ZERO);
        }
        return prices.rate(answer.provider(), answer.model()).map(rate -> rate.cost(usage));
    }

    private Usage counted(LlmCall call, LlmAnswer answer) {
        String text = Objects.requireNonNullElse(answer.response().aiMessage().text(), "")
                + answer.response().aiMessage().toolExecutionRequests();
        return new Usage(
                TokenEstimate.by(answer.provider(), tokens.of(call.request())),
                0,
                TokenEstimate.by(answer.provider(), tokens.of(text)));
    }
}
