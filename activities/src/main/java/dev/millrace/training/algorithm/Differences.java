package dev.millrace.training.algorithm;

/** A series' differences, and the way back from them. {@code last[i]} is the last value after {@code i} differences. */
record Differences(double[] series, double[] last) {
    static Differences of(double[] values, int order) {
        double[] last = new double[order];
        double[] series = values;
        for (int i = 0; i < order; i++) {
            last[i] = series[series.length - 1];
            double[] next = new double[series.length - 1];
            for (int t = 0; t < next.length; t++) {
                next[t] = series[t + 1] - series[t];
            }
            series = next;
        }
        return new Differences(series, last);
    }

    /** What comes after the values, when this comes after their differences. */
    double[] undo(double[] following) {
        double[] values = following.clone();
        for (int i = last.length - 1; i >= 0; i--) {
            double level = last[i];
            for (int t = 0; t < values.length; t++) {
                level += values[t];
                values[t] = level;
            }
        }
        return values;
    }

    /** The weights of shocks in the values, from those in the differences. */
    double[] sums(double[] weights) {
        return new Differences(series, new double[last.length]).undo(weights);
    }
}
