package dev.millrace.llm;

import dev.millrace.llm.spending.Money;
import dev.millrace.llm.spending.UsageGroup;
import dev.millrace.llm.spending.UsageReport;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** The calls of a time, added up. */
@Schema(name = "Usage")
record UsageView(
        @Schema(description = "What is added up by; days are those of UTC.")
        UsageGroup groupBy,

        Instant from,
        Instant to,
        List<Line> items,
        @Schema(description = "In USD.") String cost) {
    /** The calls of one tenant, feature, model or day. */
    @Schema(name = "UsageLine")
    record Line(
            @Schema(description = "The tenant, feature, provider/model or day (UTC); empty for calls nobody answered.")
            String key,

            long calls,

            @Schema(description = "Answered from the cache, for nothing.")
            long cached,

            @Schema(description = "Refused or failed.") long failed,

            @Schema(description = "Answered by models whose price is not known, which cost leaves out.")
            long unpriced,

            long tokensIn,
            long tokensOut,

            @Schema(description = "In USD.") String cost) {
        private static Line of(UsageReport.Line line) {
            return new Line(
                    line.key(),
                    line.calls(),
                    line.cached(),
                    line.failed(),
                    line.unpriced(),
                    line.tokensIn(),
                    line.tokensOut(),
                    Money.text(line.cost()));
        }
    }

    static UsageView of(UsageGroup group, Instant from, Instant to, List<UsageReport.Line> lines) {
        BigDecimal total = lines.stream().map(UsageReport.Line::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new UsageView(group, from, to, lines.stream().map(Line::of).toList(), Money.text(total));
    }
}
