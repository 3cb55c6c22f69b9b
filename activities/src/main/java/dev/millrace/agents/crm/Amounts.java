package dev.millrace.agents.crm;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** Order statistics, and how numbers are written. */
final class Amounts {
    private Amounts() {}

    /** The middle one; of an even number the mean of the two in the middle. */
    static Optional<BigDecimal> median(List<BigDecimal> values) {
        return quantile(values, 0.5);
    }

    /** Linear between the values (Hyndman and Fan 1996, type 7). */
    static Optional<BigDecimal> quantile(List<BigDecimal> values, double share) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        List<BigDecimal> sorted = values.stream().sorted().toList();
        double place = share * (sorted.size() - 1);
        int below = (int) place;
        BigDecimal low = sorted.get(below);
        BigDecimal high = sorted.get(Math.min(below + 1, sorted.size() - 1));
        return Optional.of(low.add(high.subtract(low).multiply(BigDecimal.valueOf(place - below))));
    }

    /** As a decimal string with cents. */
    static String money(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    static double rounded(double value) {
        return BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_UP).doubleValue();
    }

    static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
