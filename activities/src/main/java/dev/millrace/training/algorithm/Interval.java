package dev.millrace.training.algorithm;

import dev.millrace.models.ForecastModel;
import smile.stat.distribution.GaussianDistribution;

/** The prediction interval that a forecast is to give: it holds the share {@code level} of what comes. */
record Interval(double level) {
    static final Hyperparameter PARAMETER = new Hyperparameter.Real(
            "interval_level",
            "The share of the values that the prediction intervals are to hold",
            0.95,
            0.5,
            false,
            0.999,
            null);

    static Interval of(FitInput input) {
        return new Interval(input.parameters().real("interval_level"));
    }

    /** How many standard deviations of a Gaussian it reaches to either side. */
    double deviations() {
        return GaussianDistribution.getInstance().quantile((1 + level) / 2);
    }

    /** @param reach how far it goes to either side of each value */
    static ForecastModel model(FitInput input, double[] values, double[] reach) {
        double[] lower = new double[values.length];
        double[] upper = new double[values.length];
        for (int step = 0; step < values.length; step++) {
            lower[step] = values[step] - reach[step];
            upper[step] = values[step] + reach[step];
        }
        return ForecastModel.after(input.requireOutlook().grid(), input.train().rows(), values, lower, upper);
    }
}
