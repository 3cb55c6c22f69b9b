package dev.millrace.models;

/**
 * The forecasts of the steps that follow on a series, with the bounds of their prediction intervals. It takes steps of the
 * series' {@link TimeGrid}, and has no answer for others.
 *
 * @param first the step that comes after the series
 * @param range the steps it answers, for people
 */
public record ForecastModel(long first, double[] values, double[] lower, double[] upper, String range)
        implements Predictor {
    public ForecastModel {
        if (first < 0 || values.length == 0 || values.length != lower.length || values.length != upper.length) {
            throw new IllegalArgumentException("a forecast has a value and two bounds for each of its steps");
        }
    }

    /** The steps that come after the first {@code length} of a grid. */
    public static ForecastModel after(TimeGrid grid, long length, double[] values, double[] lower, double[] upper) {
        long last = length + values.length - 1;
        String range = values.length == 1
                ? "the forecast is for " + grid.text(length)
                : "the forecast is for the " + values.length + " times from " + grid.text(length) + " to "
                        + grid.text(last) + " in steps of " + grid.stepText();
        return new ForecastModel(length, values, lower, upper, range);
    }

    @Override
    public int outputs() {
        return 3;
    }

    @Override
    public double[] predict(Matrix matrix) {
        double[] out = new double[3 * matrix.rows()];
        for (int row = 0; row < matrix.rows(); row++) {
            double step = matrix.get(row, 0) - (double) first;
            boolean there = step >= 0 && step < values.length;
            out[3 * row] = there ? values[(int) step] : Double.NaN;
            out[3 * row + 1] = there ? lower[(int) step] : Double.NaN;
            out[3 * row + 2] = there ? upper[(int) step] : Double.NaN;
        }
        return out;
    }

    @Override
    public String refusal() {
        return range + "; this is another time";
    }

    @Override
    public double steps() {
        return 10;
    }

    @Override
    public long bytes() {
        return 128 + 24L * values.length + 2L * range.length();
    }
}
