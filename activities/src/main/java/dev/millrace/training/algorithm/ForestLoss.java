package dev.millrace.training.algorithm;

import dev.millrace.models.FlatForest;
import dev.millrace.models.FlatTrees;
import dev.millrace.models.Matrix;
import dev.millrace.training.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The loss on the test rows of the trees grown in this run, kept up to date without walking old trees again. */
final class ForestLoss {
    private final @Nullable PreparedMatrix test;
    private final int outputs;
    private final double[] sums;
    private double weight;

    private ForestLoss(@Nullable PreparedMatrix test, int outputs) {
        this.test = test;
        this.outputs = outputs;
        this.sums = new double[test == null ? 0 : test.rows() * outputs];
    }

    static ForestLoss of(FitInput input) {
        return new ForestLoss(input.test(), input.task() == Task.CLASSIFICATION ? input.classes() : 1);
    }

    void report(List<GrownTree> grown, int step, FitMonitor monitor) {
        if (test == null) {
            return;
        }
        Matrix features = test.features();
        FlatTrees trees = FlatTrees.concat(grown.stream().map(GrownTree::tree).toList());
        double[] weights = grown.stream().mapToDouble(GrownTree::weight).toArray();
        double total = java.util.Arrays.stream(weights).sum();
        if (total == 0) {
            return;
        }
        double[] mean = new FlatForest(trees, weights).predict(features);
        weight += total;
        for (int i = 0; i < sums.length; i++) {
            sums[i] += mean[i] * total;
        }
        monitor.metric(step, "eval_loss", loss(test.target()));
    }

    private double loss(double[] target) {
        double loss = 0;
        for (int row = 0; row < target.length; row++) {
            loss += outputs > 1
                    ? -Math.log(Math.max(1e-15, sums[row * outputs + (int) target[row]] / weight))
                    : Math.pow(sums[row] / weight - target[row], 2);
        }
        return loss / target.length;
    }
}
