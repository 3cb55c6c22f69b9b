package dev.millrace.llm.spending;

import dev.millrace.problems.Problem;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How much may be spent in a period, in USD: beyond {@code soft} it is told once, beyond {@code hard} no call that costs
 * something is made. Null where there is no such limit.
 */
public record BudgetLimits(
        @Nullable BigDecimal soft, @Nullable BigDecimal hard, BudgetPeriod period) {
    private static final BigDecimal MOST = new BigDecimal("1000000000");
    private static final int DIGITS = 12;

    public BudgetLimits {
        if (soft == null && hard == null) {
            throw Problem.invalid("", "a budget needs soft, hard or both; DELETE removes it");
        }
        check("/soft", soft);
        check("/hard", hard);
        if (soft != null && hard != null && soft.compareTo(hard) > 0) {
            throw Problem.invalid("/soft", "soft is at most hard, which is " + hard.toPlainString());
        }
    }

    private static void check(String pointer, @Nullable BigDecimal amount) {
        if (amount != null && (amount.signum() < 0 || amount.compareTo(MOST) > 0 || amount.scale() > DIGITS)) {
            throw Problem.invalid(
                    pointer, "an amount is in USD, from 0 to 1000000000, with at most " + DIGITS + " decimals");
        }
    }
}
