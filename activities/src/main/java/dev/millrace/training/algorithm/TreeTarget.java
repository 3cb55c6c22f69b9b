package dev.millrace.training.algorithm;

import dev.millrace.training.Task;

/** What trees are to predict: the class of each row, or its value, which is kept without the mean. */
record TreeTarget(int classes, int[] labels, double[] values, double mean, Impurity impurity, double smoothing) {
    static TreeTarget of(FitInput input, Impurity impurity, double smoothing) {
        if (input.task() == Task.CLASSIFICATION) {
            return new TreeTarget(input.classes(), input.train().labels(), new double[0], 0, impurity, smoothing);
        }
        double[] values = input.train().target().clone();
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        for (int row = 0; row < values.length; row++) {
            values[row] -= mean;
        }
        return new TreeTarget(0, new int[0], values, mean, impurity, smoothing);
    }

    TreeCriterion criterion(double[] weights) {
        return classes > 0
                ? new ClassCriterion(labels, weights, classes, impurity, smoothing)
                : new ValueCriterion(values, weights, mean);
    }

    /** 1 where a leaf's most probable class is not the row's, or the squared error. */
    double loss(float[] leaves, int leaf, int row) {
        if (classes == 0) {
            double error = leaves[leaf] - mean - values[row];
            return error * error;
        }
        int best = 0;
        for (int c = 1; c < classes; c++) {
            best = leaves[leaf * classes + c] > leaves[leaf * classes + best] ? c : best;
        }
        return best == labels[row] ? 0 : 1;
    }
}
