package dev.millrace.models;

import java.util.List;

/** A model's answers, one per row. */
public sealed interface Predictions {
    int rows();

    /** {@code labels[row]} indexes {@code classes}; the probability of class c in a row is {@code probability(row, c)}. */
    record Labels(List<String> classes, int[] labels, double[] probabilities) implements Predictions {
        public Labels {
            classes = List.copyOf(classes);
        }

        /** The most probable class of each row; of equals the first. */
        static Labels of(List<String> classes, double[] probabilities) {
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
        public int rows() {
            return labels.length;
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
        public int rows() {
            return values.length;
        }
    }
}
