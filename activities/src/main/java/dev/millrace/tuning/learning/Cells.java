package dev.millrace.tuning.learning;

import dev.millrace.tuning.Conditions;
import dev.millrace.tuning.Domain;
import java.util.List;

/** Splits a domain into cells, evenly in what it is searched by: one for each choice, at most 50 for numbers. */
final class Cells {
    private static final int MOST = 50;

    private Cells() {}

    static int count(Domain domain) {
        return switch (domain) {
            case Domain.Choice choice -> choice.choices().size();
            case Domain.Whole whole -> atMost(((double) whole.high() - whole.low()) / whole.step());
            case Domain.Real real -> {
                Double step = real.step();
                double width = real.high() - real.low();
                yield step == null ? (width > 0 ? MOST : 1) : atMost(width / step);
            }
        };
    }

    /** The cell of a value, the nearest one where it lies outside; -1 for what the domain cannot place. */
    static int of(Domain domain, Object value) {
        return switch (domain) {
            case Domain.Choice choice -> indexOf(choice.choices(), value);
            case Domain.Whole whole -> cell(domain, value, whole.low(), whole.high(), whole.log());
            case Domain.Real real -> cell(domain, value, real.low(), real.high(), real.log());
        };
    }

    private static int atMost(double steps) {
        return (int) Math.min(MOST, Math.floor(steps + 1e-9) + 1);
    }

    private static int indexOf(List<Object> choices, Object value) {
        for (int i = 0; i < choices.size(); i++) {
            if (Conditions.same(choices.get(i), value)) {
                return i;
            }
        }
        return -1;
    }

    private static int cell(Domain domain, Object value, double low, double high, boolean log) {
        if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
            return -1;
        }
        double inside = Math.clamp(number.doubleValue(), low, high);
        double position = log ? Math.log(inside / low) / Math.log(high / low) : (inside - low) / (high - low);
        return (int) Math.round(position * (count(domain) - 1));
    }
}
