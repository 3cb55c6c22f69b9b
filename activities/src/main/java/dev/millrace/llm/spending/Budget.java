package dev.millrace.llm.spending;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A budget and where it stands in the period that began at {@code periodStart}: what was {@code spent}, and what calls
 * under way have {@code reserved}. {@code warned} tells that the soft limit is passed.
 */
public record Budget(
        BudgetScope scope,
        BudgetLimits limits,
        int revision,
        Instant periodStart,
        BigDecimal spent,
        BigDecimal reserved,
        boolean warned,
        Instant updatedAt) {

    /** Begun anew, when its period is over. */
    Budget at(Instant now) {
        Instant start = limits.period().start(now);
        return start.equals(periodStart)
                ? this
                : new Budget(scope, limits, revision, start, BigDecimal.ZERO, reserved, false, updatedAt);
    }

    Budget reserving(BigDecimal open) {
        return new Budget(scope, limits, revision, periodStart, spent, open, warned, updatedAt);
    }

    Budget spending(BigDecimal more) {
        BigDecimal total = spent.add(more);
        boolean passed = limits.soft() != null && total.compareTo(limits.soft()) >= 0;
        return new Budget(scope, limits, revision, periodStart, total, reserved, warned || passed, updatedAt);
    }

    boolean allows(BigDecimal amount) {
        return limits.hard() == null || spent.add(reserved).add(amount).compareTo(limits.hard()) <= 0;
    }

    /** What the hard limit leaves for further calls; 0 at least. */
    public BigDecimal left(BigDecimal hard) {
        return hard.subtract(spent).subtract(reserved).max(BigDecimal.ZERO);
    }
}
