package dev.millrace.llm.spending;

import dev.millrace.llm.Prices;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a model's tokens cost, in USD for a million; {@code longContext} holds where the input is long. */
record Rate(
        BigDecimal input,
        BigDecimal cachedInput,
        BigDecimal output,
        @Nullable LongContext longContext) {
    private static final int MILLION = 6;

    /** What every token costs once the input has more than {@code over} tokens. */
    record LongContext(long over, BigDecimal input, BigDecimal cachedInput, BigDecimal output) {}

    static Rate of(Prices.Price price) {
        return new Rate(price.inputPerMillion(), price.inputPerMillion(), price.outputPerMillion(), null);
    }

    Prices.Price price() {
        return new Prices.Price(input, output);
    }

    boolean isFree() {
        return input.signum() == 0 && output.signum() == 0;
    }

    BigDecimal cost(Usage usage) {
        if (longContext != null && usage.in() > longContext.over()) {
            return cost(usage, longContext.input(), longContext.cachedInput(), longContext.output());
        }
        return cost(usage, input, cachedInput, output);
    }

    private static BigDecimal cost(Usage usage, BigDecimal input, BigDecimal cachedInput, BigDecimal output) {
        return input.multiply(BigDecimal.valueOf(usage.in() - usage.cachedIn()))
                .add(cachedInput.multiply(BigDecimal.valueOf(usage.cachedIn())))
                .add(output.multiply(BigDecimal.valueOf(usage.out())))
                .movePointLeft(MILLION);
    }
}
