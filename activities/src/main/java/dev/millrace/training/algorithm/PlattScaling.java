package dev.millrace.training.algorithm;

import java.util.Optional;

/**
 * The logistic function of a margin that says how probable the positive class is (Platt 1999), found by Newton's method with
 * the targets and safeguards of Lin, Lin and Weng (2007).
 */
record PlattScaling(double slope, double shift) {
    private static final int MOST_ROUNDS = 100;
    private static final double SMALLEST_STEP = 1e-10;
    private static final double RIDGE = 1e-12;
    private static final double FLAT = 1e-5;

    static PlattScaling of(double[] margins, boolean[] positive) {
        int up = 0;
        for (boolean one : positive) {
            up += one ? 1 : 0;
        }
        int down = positive.length - up;
        double[] targets = new double[margins.length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = positive[i] ? (up + 1.0) / (up + 2.0) : 1 / (down + 2.0);
        }
        PlattScaling scaling = new PlattScaling(0, Math.log((up + 1.0) / (down + 1.0)));
        double loss = scaling.loss(margins, targets);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Optional<PlattScaling> next = scaling.improved(margins, targets, loss);
            if (next.isEmpty()) {
                break;
            }
            scaling = next.get();
            loss = scaling.loss(margins, targets);
        }
        return scaling;
    }

    /** After a Newton step, shortened until it helps; nothing when there is nothing to gain. */
    private Optional<PlattScaling> improved(double[] margins, double[] targets, double loss) {
        double h11 = RIDGE;
        double h22 = RIDGE;
        double h21 = 0;
        double g1 = 0;
        double g2 = 0;
        for (int i = 0; i < margins.length; i++) {
            double p = probability(margins[i]);
            double curve = p * (1 - p);
            h11 += margins[i] * margins[i] * curve;
            h21 += margins[i] * curve;
            h22 += curve;
            g1 += margins[i] * (p - targets[i]);
            g2 += p - targets[i];
        }
        if (Math.abs(g1) < FLAT && Math.abs(g2) < FLAT) {
            return Optional.empty();
        }
        double determinant = h11 * h22 - h21 * h21;
        double slopeStep = -(h22 * g1 - h21 * g2) / determinant;
        double shiftStep = -(h11 * g2 - h21 * g1) / determinant;
        double descent = g1 * slopeStep + g2 * shiftStep;
        for (double length = 1; length >= SMALLEST_STEP; length /= 2) {
            PlattScaling tried = new PlattScaling(slope + length * slopeStep, shift + length * shiftStep);
            if (tried.loss(margins, targets) < loss + 1e-4 * length * descent) {
                return Optional.of(tried);
            }
        }
        return Optional.empty();
    }

    private double loss(double[] margins, double[] targets) {
        double loss = 0;
        for (int i = 0; i < margins.length; i++) {
            double value = slope * margins[i] + shift;
            loss += Math.log1p(Math.exp(-Math.abs(value)))
                    + (value >= 0 ? (1 - targets[i]) * value : -targets[i] * value);
        }
        return loss;
    }

    private double probability(double margin) {
        double value = slope * margin + shift;
        double tail = Math.exp(-Math.abs(value));
        return value >= 0 ? 1 / (1 + tail) : tail / (1 + tail);
    }
}
