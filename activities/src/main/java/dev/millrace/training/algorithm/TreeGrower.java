package dev.millrace.training.algorithm;

import dev.millrace.models.FlatTrees;
import dev.millrace.models.Matrix;

/** Grows single trees of a forest; a tree depends on nothing but the data, the settings, the seed and its number. */
final class TreeGrower {
    private final Matrix matrix;
    private final ForestData data;
    private final TreeTarget target;
    private final double[] weights;
    private final TreeSettings settings;
    private final Bootstrap bootstrap;

    TreeGrower(FitInput input, TreeTarget target, TreeSettings settings, FitMonitor monitor) {
        this.matrix = input.train().features();
        this.data = ForestData.of(matrix, monitor);
        this.target = target;
        this.weights = ClassWeights.ofRows(input);
        this.settings = settings;
        int draws = (int) Math.round(input.parameters().real("max_samples") * weights.length);
        this.bootstrap =
                Bootstrap.of(input.seed(), input.parameters().whole("trees"), weights.length, Math.max(1, draws));
    }

    /** @param goesOn called often; what it throws ends the growing */
    GrownTree grow(int number, Runnable goesOn) {
        int[] samples = bootstrap.sample(number);
        double[] own = new double[samples.length];
        for (int row = 0; row < own.length; row++) {
            own[row] = samples[row] * weights[row];
        }
        TreeCriterion criterion = target.criterion(own);
        TreeNode root = new TreeBuilder(data, criterion, settings, bootstrap.seeds()[number], goesOn).grow(own);
        FlatTrees flat = TreeFlattener.flatten(root, data.features(), criterion);
        double loss = lossOnOthers(flat, samples);
        return new GrownTree(
                flat, target.classes() > 0 ? 1 - loss : 1, loss, TreeFlattener.importance(root, data.features()));
    }

    /** The loss on the rows that the tree was not grown from. */
    private double lossOnOthers(FlatTrees tree, int[] samples) {
        int[] found = tree.leavesOfFirst(matrix);
        double loss = 0;
        double total = 0;
        for (int row = 0; row < samples.length; row++) {
            if (samples[row] == 0) {
                loss += weights[row] * target.loss(tree.leaves(), found[row], row);
                total += weights[row];
            }
        }
        return total == 0 ? 0 : loss / total;
    }
}
