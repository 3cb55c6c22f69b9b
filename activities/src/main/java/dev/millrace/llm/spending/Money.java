package dev.millrace.llm.spending;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** USD as text: all decimals that say something, and two at least. */
public final class Money {
    private static final int CENTS = 2;

    private Money() {}

    public static String text(@Nullable BigDecimal amount) {
        BigDecimal plain = Objects.requireNonNullElse(amount, BigDecimal.ZERO).stripTrailingZeros();
        return plain.setScale(Math.max(CENTS, plain.scale())).toPlainString();
    }
}
