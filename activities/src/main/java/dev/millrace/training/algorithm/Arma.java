package dev.millrace.training.algorithm;

import dev.millrace.models.ForecastModel;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.training.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * An autoregressive moving average of the series or its differences, of the largest Gaussian likelihood (Box and Jenkins
 * 1976), as statsmodels' ARIMA(p, d, q) has it. Intervals are those of the noise alone: coefficients count as known.
 */
final class Arma implements Algorithm {
    private static final String AUTO = "auto";
    private static final int MOST_ORDER = 20;
    /** Deviations smaller than this share of the largest value are rounding errors: the series is constant. */
    private static final double NOTHING = 1e-13;

    @Override
    public String id() {
        return "arma";
    }

    @Override
    public String title() {
        return "Autoregressive moving average (ARIMA)";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.FORECASTING);
    }

    @Override
    public Hyperparameters hyperparameters() {
        Hyperparameter.Range orders = new Hyperparameter.Range(0, 5, false);
        return Hyperparameters.of(
                new Hyperparameter.Whole("p", "How many past values count", 2, 0, MOST_ORDER, orders),
                new Hyperparameter.Whole(
                        "d",
                        "How often differences are taken first: 1 for a series that wanders or has a trend",
                        0,
                        0,
                        2,
                        new Hyperparameter.Range(0, 2, false)),
                new Hyperparameter.Whole("q", "How many past shocks count", 1, 0, MOST_ORDER, orders),
                new Hyperparameter.Choice(
                        "constant",
                        "Whether there is a mean (with d = 1: a drift); auto: only where d is 0",
                        AUTO,
                        List.of(AUTO, "yes", "no"),
                        false),
                Interval.PARAMETER);
    }

    @Override
    public FeatureNeeds needs() {
        return new FeatureNeeds(false, false);
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, false, false);
    }

    @Override
    public Fit fit(FitInput input, FitMonitor monitor) {
        monitor.throwIfCancelled();
        HyperparameterValues values = input.parameters();
        int p = values.whole("p");
        int q = values.whole("q");
        Differences differences = Differences.of(requireEnough(input), values.whole("d"));
        String word = values.word("constant");
        boolean constant = word.equals(AUTO) ? values.whole("d") == 0 : word.equals("yes");
        double centre = constant ? mean(differences.series()) : 0;
        double scale = scale(differences.series(), centre);
        ForecastModel model = scale == 0
                ? Interval.model(input, differences.undo(steps(input, centre)), steps(input, 0))
                : forecast(input, differences, centre, scale, new Orders(p, q, constant), monitor);
        FittedLoss.reportTest(model, input, 1, monitor);
        monitor.progress(1);
        return new Fit(model, new double[0], Engines.smile());
    }

    private record Orders(int p, int q, boolean constant) {}

    private static ForecastModel forecast(
            FitInput input, Differences differences, double centre, double scale, Orders orders, FitMonitor monitor) {
        double[] series = Arrays.stream(differences.series())
                .map(value -> (value - centre) / scale)
                .toArray();
        ArmaLikelihood likelihood = new ArmaLikelihood(series, orders.p(), orders.q(), orders.constant(), monitor);
        ArmaModel model = likelihood.best();
        double mean = likelihood.mean(model);
        ArmaModel.Filtered filtered = model.filter(series, mean);
        int steps = input.requireOutlook().steps();
        double[] following = Arrays.stream(model.forecast(filtered.state(), steps))
                .map(value -> (value + mean) * scale + centre)
                .toArray();
        double noise = scale * Math.sqrt(filtered.variance(0));
        double[] weights = differences.sums(model.psi(steps));
        double[] reach = new double[steps];
        double squares = 0;
        for (int step = 0; step < steps; step++) {
            squares += weights[step] * weights[step];
            reach[step] = Interval.of(input).deviations() * noise * Math.sqrt(squares);
        }
        return Interval.model(input, differences.undo(following), reach);
    }

    private static double[] requireEnough(FitInput input) {
        HyperparameterValues values = input.parameters();
        int needed = values.whole("p") + values.whole("d") + values.whole("q") + 3;
        double[] series = input.train().target();
        if (series.length < needed) {
            throw new Problem(
                    ProblemType.TRAINING_IMPOSSIBLE,
                    "arma with p = " + values.whole("p") + ", d = " + values.whole("d") + " and q = "
                            + values.whole("q") + " needs at least " + needed + " values, and there are "
                            + series.length + "; choose smaller orders, fewer folds, or give a longer series");
        }
        return series;
    }

    private static double[] steps(FitInput input, double value) {
        double[] all = new double[input.requireOutlook().steps()];
        Arrays.fill(all, value);
        return all;
    }

    private static double mean(double[] series) {
        return Arrays.stream(series).average().orElse(0);
    }

    /** The deviation from the centre; 0 where it is nothing but rounding. */
    private static double scale(double[] series, double centre) {
        double squares = 0;
        double largest = 0;
        for (double value : series) {
            squares += (value - centre) * (value - centre) / series.length;
            largest = Math.max(largest, Math.abs(value));
        }
        return Math.sqrt(squares) <= NOTHING * largest ? 0 : Math.sqrt(squares);
    }
}
