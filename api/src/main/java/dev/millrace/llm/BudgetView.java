package dev.millrace.llm;

import dev.millrace.llm.spending.Budget;
import dev.millrace.llm.spending.BudgetPeriod;
import dev.millrace.llm.spending.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A budget, and where it stands; amounts are in USD. */
@Schema(name = "Budget")
record BudgetView(
        @Schema(description = "tenant, feature:<name>, model:<provider/model or route> or run:<id>.")
        String scope,

        @Schema(description = "Null without such a limit.") @Nullable
        String soft,

        @Schema(description = "Null without such a limit.") @Nullable
        String hard,

        @Schema(description = "How long it lasts before it begins anew; total never does.")
        BudgetPeriod period,

        @Schema(description = "In this period.") String spent,

        @Schema(description = "The most that calls under way may cost.")
        String reserved,

        @Schema(description = "Of the hard limit; null without one.") @Nullable
        String left,

        @Schema(description = "Whether the soft limit was passed in this period.")
        boolean softExceeded,

        Instant periodStart,

        @Schema(description = "When it begins anew; null when it never does.") @Nullable
        Instant periodEnd,

        Instant updatedAt) {
    static BudgetView of(Budget budget) {
        BudgetPeriod period = budget.limits().period();
        BigDecimal hard = budget.limits().hard();
        return new BudgetView(
                budget.scope().value(),
                text(budget.limits().soft()),
                text(hard),
                period,
                Money.text(budget.spent()),
                Money.text(budget.reserved()),
                hard == null ? null : Money.text(budget.left(hard)),
                budget.warned(),
                budget.periodStart(),
                period.end(budget.periodStart()).orElse(null),
                budget.updatedAt());
    }

    private static @Nullable String text(@Nullable BigDecimal amount) {
        return amount == null ? null : Money.text(amount);
    }
}
