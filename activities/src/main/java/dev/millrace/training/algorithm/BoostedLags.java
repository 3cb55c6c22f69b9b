package dev.millrace.training.algorithm;

import dev.millrace.models.ForecastModel;
import dev.millrace.models.Matrix;
import dev.millrace.models.XgboostModel;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.training.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gradient boosted trees (XGBoost) on past values, their means and the calendar, that forecast one step after the other.
 * Fitted twice: without the last values, whose errors make the intervals, and on all.
 */
final class BoostedLags implements Algorithm {
    private static final int USUAL_LAGS = 12;
    private static final int MOST_LAGS = 1000;
    /** Trees learn from so many rows at least. */
    private static final int FEWEST_ROWS = 2;

    private static final List<String> PASSED_ON =
            List.of("learning_rate", "max_depth", "min_child_weight", "subsample", "reg_lambda");

    @Override
    public String id() {
        return "boosted_lags";
    }

    @Override
    public String title() {
        return "Gradient boosted trees on past values (XGBoost)";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.FORECASTING);
    }

    @Override
    public Hyperparameters hyperparameters() {
        return Hyperparameters.of(
                new Hyperparameter.Whole(
                        "lags",
                        "How many past values count; null: those of a day, a week or a year, as the step is, else "
                                + USUAL_LAGS + ", but at most a quarter of the series",
                        null,
                        1,
                        MOST_LAGS,
                        new Hyperparameter.Range(2, 48, true)),
                Trend.PARAMETER,
                BoostingParameters.ROUNDS,
                BoostingParameters.learningRate(0.1),
                BoostingParameters.maxDepth(4),
                new Hyperparameter.Real(
                        "min_child_weight",
                        "How many values a leaf has at least",
                        3.0,
                        0,
                        false,
                        1e6,
                        new Hyperparameter.Range(0.5, 20, true)),
                BoostingParameters.SUBSAMPLE,
                new Hyperparameter.Real(
                        "reg_lambda",
                        "L2 penalty on leaf values",
                        1.0,
                        0,
                        false,
                        1e6,
                        new Hyperparameter.Range(1e-3, 100, true)),
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
        double[] values = input.train().target();
        int steps = input.requireOutlook().steps();
        LagFeatures features = features(input);
        LagCalibration calibration = LagCalibration.of(values.length, steps);
        LagModel early = learn(input, features, calibration.from(), new FitStage(monitor, 0, 0.45, false));
        double[] reach = calibration.reach(early, values, steps, Interval.of(input), monitor);
        LagModel all = learn(input, features, values.length, new FitStage(monitor, 0.5, 1, true));
        double[] forecast = all.forecast(values, new int[] {values.length}, steps, monitor)[0];
        ForecastModel model = Interval.model(input, forecast, reach);
        FittedLoss.reportTest(model, input, input.parameters().whole("n_estimators"), monitor);
        monitor.progress(1);
        return new Fit(model, new double[0], Engines.xgboost());
    }

    private static LagFeatures features(FitInput input) {
        Outlook outlook = input.requireOutlook();
        int length = input.train().rows();
        int season = outlook.grid().season();
        int usual = Math.min(season > 1 ? season : USUAL_LAGS, Math.max(1, length / 4));
        int lags = input.parameters().whole("lags", Math.min(usual, MOST_LAGS));
        // What is left for the first fit, when differences are taken.
        int needed = lags + 1 + FEWEST_ROWS;
        if (LagCalibration.of(length, outlook.steps()).from() < needed) {
            throw new Problem(
                    ProblemType.TRAINING_IMPOSSIBLE,
                    "boosted_lags with " + lags + " lags and " + outlook.steps() + " steps keeps "
                            + (length
                                    - LagCalibration.of(length, outlook.steps()).from()) + " of the " + length
                            + " values for its intervals, and needs " + needed
                            + " others; choose fewer lags or folds, a shorter horizon, or give a longer series");
        }
        return new LagFeatures(lags, outlook.grid());
    }

    /** Trees that know the first {@code length} values. */
    private static LagModel learn(FitInput input, LagFeatures features, int length, FitMonitor monitor) {
        double[] values = Arrays.copyOf(input.train().target(), length);
        Trend trend = Trend.of(input.parameters().word("trend"), values);
        PreparedMatrix rows = rows(values, trend, features);
        FitInput lagged = new FitInput(Task.REGRESSION, 0, rows, null, input.parameters(), input.seed());
        try (NativeThread thread = new NativeThread(monitor)) {
            XgboostRows train = thread.open(() -> XgboostRows.of(rows, new double[0]));
            XgboostBooster booster = thread.open(() -> XgboostBooster.of(
                    lagged, settings(lagged), new XgboostBooster.Rows(train, null, null), Optional.empty()));
            Stepwise.run(
                    new XgboostRounds(booster, thread, rows), input.parameters().whole("n_estimators"), monitor);
            XgboostModel trees =
                    thread.call(() -> XgboostTrees.parse(booster.json())).model(features.width());
            return new LagModel(trees, features, trend);
        }
    }

    private static Map<String, Object> settings(FitInput input) {
        Map<String, Object> settings = BoostingParameters.of(input);
        PASSED_ON.forEach(name ->
                settings.put(name, String.valueOf(input.parameters().asMap().get(name))));
        return settings;
    }

    private static PreparedMatrix rows(double[] values, Trend trend, LagFeatures features) {
        double[] rest = new double[values.length];
        for (int step = trend.first(); step < values.length; step++) {
            rest[step] = trend.off(values, step);
        }
        int first = features.lags() + trend.first();
        float[] matrix = new float[Math.multiplyExact(values.length - first, features.width())];
        double[] target = new double[values.length - first];
        for (int row = 0; row < target.length; row++) {
            features.write(rest, first + row, first + row, matrix, row * features.width());
            target[row] = rest[first + row];
        }
        return new PreparedMatrix(new Matrix(target.length, features.names(), matrix), target);
    }
}
