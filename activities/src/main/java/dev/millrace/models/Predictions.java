package dev.millrace.models;

import java.util.Arrays;
import java.util.List;

/** A model's answers, one per row. */
public sealed interface Predictions {
    int rows();

    OutputKind kind();

    /** Whether the predictor has an answer for the row; {@link Predictor#refusal()} says why it has none. */
    default boolean answered(int row) {
        return true;
    }

    /** The answers of these rows alone, in their order. */
    Predictions select(int[] rows);

    /** {@code labels[row]} indexes {@code classes}; the probability of class c in a row is {@code probability(row, c)}. */
    record Labels(List<String> classes, int[] labels, double[] probabilities) implements Predictions {
        public Labels {
            classes = List.copyOf(classes);
        }

        /** The most probable class of each row; of equals the first. */
        public static Labels of(List<String> classes, double[] probabilities) {
            int width = classes.size();
            int[] labels = new int[probabilities.length / width];
            for (int row = 0; row < labels.length; row++) {
                int best = 0;
                for (int c = 1; c < width; c++) {
                    if (probabilities[row * width + c] > probabilities[row * width + best]) {
                        best = c;
                    }
                }
                labels[row] = best;
            }
            return new Labels(classes, labels, probabilities);
        }

        @Override
        public OutputKind kind() {
            return OutputKind.LABEL;
        }

        @Override
        public int rows() {
            return labels.length;
        }

        @Override
        public Predictions select(int[] rows) {
            double[] chosen = new double[rows.length * classes.size()];
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(probabilities, rows[i] * classes.size(), chosen, i * classes.size(), classes.size());
            }
            return new Labels(
                    classes, Arrays.stream(rows).map(row -> labels[row]).toArray(), chosen);
        }

        public String label(int row) {
            return classes.get(labels[row]);
        }

        public double probability(int row, int c) {
            return probabilities[row * classes.size() + c];
        }
    }

    /** The predicted number of each row. */
    record Values(double[] values) implements Predictions {
        @Override
        public OutputKind kind() {
            return OutputKind.VALUE;
        }

        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public Predictions select(int[] rows) {
            return new Values(Rows.of(values, rows));
        }
    }

    /** The number of each row's cluster, {@link #NOISE}, or {@link #NONE}. */
    record Clusters(int[] clusters) implements Predictions {
        /** Of a row that is in no cluster. */
        public static final int NOISE = -1;
        /** Of a row that cannot be assigned. */
        public static final int NONE = Integer.MIN_VALUE;

        static Clusters of(double[] outputs) {
            return new Clusters(Arrays.stream(outputs)
                    .mapToInt(output -> Double.isNaN(output) ? NONE : (int) output)
                    .toArray());
        }

        @Override
        public OutputKind kind() {
            return OutputKind.CLUSTER;
        }

        @Override
        public int rows() {
            return clusters.length;
        }

        @Override
        public boolean answered(int row) {
            return clusters[row] != NONE;
        }

        @Override
        public Predictions select(int[] rows) {
            return new Clusters(Arrays.stream(rows).map(row -> clusters[row]).toArray());
        }

        public String label(int row) {
            return label((double) clusters[row]);
        }

        /** What a cluster is called: its number, or {@code noise}. */
        public static String label(double cluster) {
            return cluster == NOISE ? "noise" : String.valueOf((int) cluster);
        }
    }

    /** How unusual each row is; an anomaly where it is above the threshold. */
    record Anomalies(double[] scores, double threshold) implements Predictions {
        @Override
        public OutputKind kind() {
            return OutputKind.ANOMALY;
        }

        @Override
        public int rows() {
            return scores.length;
        }

        @Override
        public Predictions select(int[] rows) {
            return new Anomalies(Rows.of(scores, rows), threshold);
        }

        public boolean anomaly(int row) {
            return scores[row] > threshold;
        }

        public String label(int row) {
            return anomaly(row) ? "anomaly" : "normal";
        }
    }

    /** The forecast of each row's time, and the bounds between which it is expected. */
    record Forecasts(double[] values, double[] lower, double[] upper) implements Predictions {
        static Forecasts of(double[] outputs) {
            return new Forecasts(part(outputs, 0), part(outputs, 1), part(outputs, 2));
        }

        private static double[] part(double[] outputs, int part) {
            double[] numbers = new double[outputs.length / 3];
            for (int row = 0; row < numbers.length; row++) {
                numbers[row] = outputs[row * 3 + part];
            }
            return numbers;
        }

        @Override
        public OutputKind kind() {
            return OutputKind.FORECAST;
        }

        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public boolean answered(int row) {
            return !Double.isNaN(values[row]);
        }

        @Override
        public Predictions select(int[] rows) {
            return new Forecasts(Rows.of(values, rows), Rows.of(lower, rows), Rows.of(upper, rows));
        }
    }
}
