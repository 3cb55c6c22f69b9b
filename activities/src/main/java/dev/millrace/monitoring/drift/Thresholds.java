package dev.millrace.monitoring.drift;

import dev.millrace.problems.Problem;

/**
 * From where on a change counts. A distribution has changed when its PSI is over {@code psi} and the test's corrected
 * p-value is at most {@code pValue}; missing values, when their share has moved by more than {@code missingRate} and the
 * test says so too. {@code outOfRange} and {@code unseen} are the largest shares of values outside of the known range and
 * categories. {@code metricDrop} is how much worse than at its registration a model's labelled answers may be: points of
 * accuracy, or a share of the error.
 */
public record Thresholds(
        Double psi, Double pValue, Double missingRate, Double outOfRange, Double unseen, Double metricDrop) {
    public static final Thresholds USUAL = new Thresholds(0.2, 0.01, 0.05, 0.05, 0.05, 0.1);

    public Thresholds {
        psi = psi == null ? USUAL.psi() : psi;
        pValue = pValue == null ? USUAL.pValue() : pValue;
        missingRate = missingRate == null ? USUAL.missingRate() : missingRate;
        outOfRange = outOfRange == null ? USUAL.outOfRange() : outOfRange;
        unseen = unseen == null ? USUAL.unseen() : unseen;
        metricDrop = metricDrop == null ? USUAL.metricDrop() : metricDrop;
        require("psi", psi, 10);
        require("p_value", pValue, 1);
        require("missing_rate", missingRate, 1);
        require("out_of_range", outOfRange, 1);
        require("unseen", unseen, 1);
        require("metric_drop", metricDrop, 10);
    }

    private static void require(String name, double value, int most) {
        if (!(value > 0 && value <= most)) {
            throw Problem.invalid("/thresholds/" + name, name + " is over 0 and at most " + most);
        }
    }
}
