package dev.millrace.agents;

import java.math.BigDecimal;

/** Money as JSON has it: a decimal string in USD. */
final class Money {
    private static final int CENTS = 2;

    private Money() {}

    static String text(BigDecimal usd) {
        BigDecimal plain = usd.stripTrailingZeros();
        return (plain.scale() < CENTS ? plain.setScale(CENTS) : plain).toPlainString();
    }
}
