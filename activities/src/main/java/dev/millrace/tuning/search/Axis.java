package dev.millrace.tuning.search;

import dev.millrace.tuning.Conditions;
import dev.millrace.tuning.Domain;
import org.jspecify.annotations.Nullable;

/**
 * Maps a domain to the unit interval and back, evenly in what it is searched by (the logarithm, or the value itself). Whole
 * numbers, steps and choices each have a part of the interval, their cell.
 */
final class Axis {
    private static final double ROUNDING = 1e-9;

    /** With more steps than that, double precision has no room between two of them. */
    private static final double MOST_STEPS = 0x1p50;

    private static final long CONTINUUM = Long.MAX_VALUE;

    private Axis() {}

    /** The part of the unit interval that stands for one value, or a point of a continuum. */
    record Cell(double low, double high) {
        double middle() {
            return low + (high - low) / 2;
        }

        double width() {
            return high - low;
        }
    }

    /** The value at {@code unit}, 0 to 1. */
    static Object at(Domain domain, double unit) {
        double inside = Math.clamp(unit, 0, Math.nextDown(1.0));
        return switch (domain) {
            case Domain.Whole whole -> whole(whole, inside);
            case Domain.Real real -> real(real, inside);
            case Domain.Choice choice ->
                choice.choices().get((int) (inside * choice.choices().size()));
        };
    }

    /** Where a value lies, the middle of its cell; NaN when it is none of the domain. */
    static double unit(Domain domain, @Nullable Object value) {
        if (value == null || !domain.holds(value)) {
            return Double.NaN;
        }
        return cellOf(domain, value).middle();
    }

    /** The cell around {@code unit}. */
    static Cell cell(Domain domain, double unit) {
        return cellOf(domain, at(domain, unit));
    }

    /** The number of different values, {@code Long.MAX_VALUE} when they are a continuum. */
    static long values(Domain domain) {
        return switch (domain) {
            case Domain.Whole whole -> ((long) whole.high() - whole.low()) / whole.step() + 1;
            case Domain.Choice choice -> choice.choices().size();
            case Domain.Real real -> {
                if (real.low().doubleValue() == real.high()) {
                    yield 1;
                }
                yield stepped(real) ? steps(real) : CONTINUUM;
            }
        };
    }

    /** The value with the number {@code index} of those that the domain has; not for a continuum. */
    static Object value(Domain domain, long index) {
        return switch (domain) {
            case Domain.Whole whole -> (int) (whole.low() + index * whole.step());
            case Domain.Choice choice -> choice.choices().get((int) index);
            case Domain.Real real -> {
                Double step = real.step();
                yield step == null ? real.low() : Math.min(real.high(), real.low() + index * step);
            }
        };
    }

    /** The number of a value that the domain holds. */
    static long index(Domain domain, Object value) {
        return switch (domain) {
            case Domain.Whole whole -> (number(value).longValue() - whole.low()) / whole.step();
            case Domain.Choice choice -> position(choice, value);
            case Domain.Real real -> {
                Double step = real.step();
                yield step == null ? 0 : Math.round((number(value).doubleValue() - real.low()) / step);
            }
        };
    }

    private static Object whole(Domain.Whole whole, double unit) {
        if (whole.log()) {
            double low = Math.log(whole.low() - 0.5);
            double high = Math.log(whole.high() + 0.5);
            return Math.clamp(Math.round(Math.exp(low + unit * (high - low))), (int) whole.low(), (int) whole.high());
        }
        return value(whole, (long) (unit * values(whole)));
    }

    private static Object real(Domain.Real real, double unit) {
        if (stepped(real)) {
            return value(real, (long) (unit * steps(real)));
        }
        double low = real.log() ? Math.log(real.low()) : real.low();
        double high = real.log() ? Math.log(real.high()) : real.high();
        double value = low + unit * (high - low);
        return Math.max(real.low(), Math.min(real.high(), real.log() ? Math.exp(value) : value));
    }

    private static Cell cellOf(Domain domain, Object value) {
        return switch (domain) {
            case Domain.Whole whole
            when whole.log() -> {
                double low = Math.log(whole.low() - 0.5);
                double width = Math.log(whole.high() + 0.5) - low;
                double middle = number(value).doubleValue();
                yield new Cell((Math.log(middle - 0.5) - low) / width, (Math.log(middle + 0.5) - low) / width);
            }
            case Domain.Real real
            when !stepped(real) -> {
                double unit = position(real, number(value).doubleValue());
                yield new Cell(unit, unit);
            }
            case Domain.Whole _, Domain.Real _, Domain.Choice _ -> {
                double index = index(domain, value);
                double values = values(domain);
                yield new Cell(index / values, (index + 1) / values);
            }
        };
    }

    private static double position(Domain.Real real, double value) {
        if (real.low().doubleValue() == real.high()) {
            return 0.5;
        }
        double unit = real.log()
                ? (Math.log(value) - Math.log(real.low())) / (Math.log(real.high()) - Math.log(real.low()))
                : (value - real.low()) / (real.high() - real.low());
        return Math.clamp(unit, 0, 1);
    }

    private static int position(Domain.Choice choice, Object value) {
        for (int i = 0; i < choice.choices().size(); i++) {
            if (Conditions.same(choice.choices().get(i), value)) {
                return i;
            }
        }
        throw new IllegalArgumentException(value + " is none of " + choice.choices());
    }

    private static boolean stepped(Domain.Real real) {
        Double step = real.step();
        return step != null && (real.high() - real.low()) / step < MOST_STEPS;
    }

    private static long steps(Domain.Real real) {
        Double step = real.step();
        return step == null ? 1 : (long) Math.floor((real.high() - real.low()) / step + ROUNDING) + 1;
    }

    private static Number number(Object value) {
        return (Number) value;
    }
}
