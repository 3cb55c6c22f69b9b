package dev.millrace.llm;

import dev.millrace.llm.spending.BudgetLimits;
import dev.millrace.llm.spending.BudgetPeriod;
import dev.millrace.problems.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What may be spent in a period. */
record BudgetRequest(
        @Schema(
                description = "In USD: when more is spent, it is told once a period; null for no such limit.",
                example = "8.00")
        @Nullable
        String soft,

        @Schema(
                description = "In USD: calls that might cost more are refused; null for no such limit.",
                example = "10.00")
        @Nullable
        String hard,

        @Schema(
                description = "How long it lasts before it begins anew, in UTC; total never does.",
                requiredMode = Schema.RequiredMode.REQUIRED)
        BudgetPeriod period) {
    private static final int LONGEST = 30;

    BudgetRequest {
        if (period == null) {
            throw Problem.invalid("/period", "period is required: day, week, month or total");
        }
    }

    BudgetLimits limits() {
        return new BudgetLimits(amount("/soft", soft), amount("/hard", hard), period);
    }

    private static @Nullable BigDecimal amount(String pointer, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            if (text.length() <= LONGEST) {
                return new BigDecimal(text);
            }
        } catch (NumberFormatException noNumber) {
            // the same answer as for one that is too long
        }
        throw Problem.invalid(pointer, "an amount is a decimal number in a string, such as \"10.00\"");
    }
}
