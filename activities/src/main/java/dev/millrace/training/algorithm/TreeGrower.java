package dev.millrace.training.algorithm;

import dev.millrace.models.FlatTrees;
import dev.millrace.models.Matrix;
import dev.millrace.training.Task;
import smile.math.MathEx;

/** Grows single trees of a forest; a tree depends on nothing but the data, the settings, the seed and its number. */
final class TreeGrower {
    private final Matrix matrix;
    private final ForestData data;
    private final int classes;
    private final int[] labels;
    private final double[] target;
    private final double mean;
    private final TreeSettings settings;
    private final double smoothing;
    private final Bootstrap bootstrap;

    TreeGrower(FitInput input, TreeSettings settings, FitMonitor monitor) {
        this.matrix = input.train().features();
        this.data = ForestData.of(matrix, monitor);
        this.classes = input.task() == Task.CLASSIFICATION ? input.classes() : 0;
        this.labels = classes > 0 ? input.train().labels() : new int[0];
        this.target = input.train().target().clone();
        this.mean = classes > 0 ? 0 : centre(target);
        this.settings = settings;
        this.smoothing = input.parameters().real("leaf_smoothing");
        int draws = (int) Math.round(input.parameters().real("max_samples") * target.length);
        this.bootstrap =
                Bootstrap.of(input.seed(), input.parameters().whole("trees"), target.length, Math.max(1, draws));
    }

    /** @param goesOn called often; what it throws ends the growing */
    GrownTree grow(int number, Runnable goesOn) {
        int[] samples = bootstrap.sample(number);
        MathEx.setSeed(bootstrap.seeds()[number]);
        return classes > 0 ? classifier(samples, goesOn) : regression(samples, goesOn);
    }

    private GrownTree classifier(int[] samples, Runnable goesOn) {
        ClassTree tree = new ClassTree(data, labels, classes, settings, samples.clone(), goesOn);
        FlatTrees flat = TreeFlattener.classifier(tree.root(), data.features(), classes, smoothing);
        int[] found = flat.leavesOfFirst(matrix);
        float[] probabilities = flat.leaves();
        int rows = 0;
        int wrong = 0;
        for (int row = 0; row < samples.length; row++) {
            if (samples[row] == 0) {
                int leaf = found[row] * classes;
                int best = 0;
                for (int c = 1; c < classes; c++) {
                    best = probabilities[leaf + c] > probabilities[leaf + best] ? c : best;
                }
                rows++;
                wrong += best == labels[row] ? 0 : 1;
            }
        }
        double loss = rows == 0 ? 0 : (double) wrong / rows;
        return new GrownTree(flat, 1 - loss, loss, tree.importance());
    }

    private GrownTree regression(int[] samples, Runnable goesOn) {
        ValueTree tree = new ValueTree(data, target, settings, samples.clone(), goesOn);
        FlatTrees flat = TreeFlattener.regression(tree.root(), data.features(), mean);
        int[] found = flat.leavesOfFirst(matrix);
        int rows = 0;
        double squares = 0;
        for (int row = 0; row < samples.length; row++) {
            if (samples[row] == 0) {
                double error = flat.leaves()[found[row]] - mean - target[row];
                rows++;
                squares += error * error;
            }
        }
        return new GrownTree(flat, 1, rows == 0 ? 0 : squares / rows, tree.importance());
    }

    private static double centre(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] -= mean;
        }
        return mean;
    }
}
