package dev.millrace.training.algorithm;

/**
 * What is taken off a series before trees learn it, for they cannot go beyond the values they have seen: a straight line
 * (which may be flat), or the value before.
 *
 * @param differenced whether the value before is taken off; then there is no line
 */
record Trend(boolean differenced, double level, double slope) {
    /** A line is drawn only where its slope is so many standard errors from none. */
    private static final double CLEAR = 4;
    /** The share of the variance about the line that differences may have, for a series that wanders. */
    private static final double WANDERING = 0.2;

    static final Hyperparameter PARAMETER = new Hyperparameter.Choice(
            "trend",
            "What is taken off before the trees learn: linear: a straight line; difference: the value before; auto:"
                    + " differences where they vary far less than the values do about a line, else a line if it is clear",
            "auto",
            java.util.List.of("auto", "none", "linear", "difference"),
            false);

    private static final Trend DIFFERENCE = new Trend(true, 0, 0);

    static Trend of(String word, double[] series) {
        Line line = Line.through(series);
        return switch (word) {
            case "none" -> line.flat();
            case "linear" -> line.trend();
            case "difference" -> DIFFERENCE;
            default ->
                wanders(series, line)
                        ? DIFFERENCE
                        : Math.abs(line.slope()) > CLEAR * line.error() ? line.trend() : line.flat();
        };
    }

    private static boolean wanders(double[] series, Line line) {
        double[] steps = Differences.of(series, 1).series();
        double squares = 0;
        for (double step : steps) {
            squares += step * step / steps.length;
        }
        return squares < WANDERING * line.variance();
    }

    /** The first step of a series that something is left of. */
    int first() {
        return differenced ? 1 : 0;
    }

    double off(double[] series, int step) {
        return differenced ? series[step] - series[step - 1] : series[step] - level - slope * step;
    }

    /**
     * The value itself.
     *
     * @param step of the series
     * @param before the value of the step before
     */
    double on(double rest, int step, double before) {
        return differenced ? before + rest : rest + level + slope * step;
    }

    /** By least squares; {@code error} is the slope's standard error if what is left were independent. */
    private record Line(double mean, double level, double slope, double variance, double error) {
        static Line through(double[] series) {
            int size = series.length;
            double middle = (size - 1) / 2.0;
            double mean = 0;
            for (double value : series) {
                mean += value / size;
            }
            double products = 0;
            double squares = 0;
            for (int t = 0; t < size; t++) {
                products += (t - middle) * (series[t] - mean);
                squares += (t - middle) * (t - middle);
            }
            double slope = squares > 0 ? products / squares : 0;
            double variance = 0;
            for (int t = 0; t < size; t++) {
                double left = series[t] - mean - slope * (t - middle);
                variance += left * left / size;
            }
            double error = squares > 0 ? Math.sqrt(variance * size / Math.max(1, size - 2) / squares) : 0;
            return new Line(mean, mean - slope * middle, slope, variance, error);
        }

        Trend trend() {
            return new Trend(false, level, slope);
        }

        Trend flat() {
            return new Trend(false, mean, 0);
        }
    }
}
