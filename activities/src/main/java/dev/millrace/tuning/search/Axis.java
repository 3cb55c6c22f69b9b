package dev.millrace.tuning.search;

import dev.millrace.tuning.Domain;

/** Maps a domain to the unit interval and back, evenly in what it is searched by (the logarithm, or the value itself). */
final class Axis {
    private Axis() {}

    /** The value at {@code unit}, 0 to 1; whole numbers, steps and choices each have an equal part of the interval. */
    static Object at(Domain domain, double unit) {
        double inside = Math.clamp(unit, 0, Math.nextDown(1.0));
        return switch (domain) {
            case Domain.Whole whole -> whole(whole, inside);
            case Domain.Real real -> real(real, inside);
            case Domain.Choice choice ->
                choice.choices().get((int) (inside * choice.choices().size()));
        };
    }

    private static Object whole(Domain.Whole whole, double unit) {
        if (whole.log()) {
            double low = Math.log(whole.low() - 0.5);
            double high = Math.log(whole.high() + 0.5);
            return Math.clamp(Math.round(Math.exp(low + unit * (high - low))), (int) whole.low(), (int) whole.high());
        }
        long values = ((long) whole.high() - whole.low()) / whole.step() + 1;
        return (int) (whole.low() + ((long) (unit * values)) * whole.step());
    }

    private static Object real(Domain.Real real, double unit) {
        Double step = real.step();
        if (step != null) {
            long values = (long) Math.floor((real.high() - real.low()) / step + 1e-9) + 1;
            return Math.min(real.high(), real.low() + ((long) (unit * values)) * step);
        }
        if (real.log()) {
            double low = Math.log(real.low());
            double high = Math.log(real.high());
            return Math.clamp(Math.exp(low + unit * (high - low)), real.low(), real.high());
        }
        return real.low() + unit * (real.high() - real.low());
    }
}
