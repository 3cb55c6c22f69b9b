package dev.millrace.tuning.search;

import java.util.SplittableRandom;

/** Choices: a component has most of its weight on the one that was observed, and the rest evenly on all. */
final class ChoiceMixture implements Mixture {
    private static final int ANY = -1;

    private final int choices;
    private final int[] observed;
    private final double on;
    private final double off;

    /** @param units where the dimension was in each observation, NaN where it was not there */
    ChoiceMixture(int choices, double[] units, double smoothing) {
        this.choices = choices;
        observed = new int[units.length + 1];
        for (int i = 0; i < units.length; i++) {
            observed[i] = Double.isNaN(units[i]) ? ANY : index(units[i]);
        }
        observed[units.length] = ANY;
        double each = smoothing / observed.length;
        off = each / (1 + each * choices);
        on = (1 + each) / (1 + each * choices);
    }

    @Override
    public double sample(int component, SplittableRandom random) {
        double unit = random.nextDouble();
        boolean stays = observed[component] != ANY && random.nextDouble() < on - off;
        return stays ? (observed[component] + 0.5) / choices : unit;
    }

    @Override
    public void addLogDensities(double unit, double[] sums) {
        int index = index(unit);
        double logOn = Math.log(on * choices);
        double logOff = Math.log(off * choices);
        for (int i = 0; i < observed.length; i++) {
            if (observed[i] != ANY) {
                sums[i] += observed[i] == index ? logOn : logOff;
            }
        }
    }

    private int index(double unit) {
        return Math.min((int) (unit * choices), choices - 1);
    }
}
