package dev.millrace.training.algorithm;

import org.jspecify.annotations.Nullable;

/**
 * Lowers the squared error; the sums are the weight, the weighted sum and the weighted sum of squares of {@code target},
 * whose mean should be near 0, so that they keep their digits. A leaf holds the mean plus {@code offset}.
 */
record ValueCriterion(double[] target, double[] weights, double offset) implements TreeCriterion {
    @Override
    public double[] sums(int[] rows, int from, int to) {
        double weight = 0;
        double sum = 0;
        double squares = 0;
        for (int i = from; i < to; i++) {
            double own = weights[rows[i]];
            double value = target[rows[i]];
            weight += own;
            sum += own * value;
            squares += own * value * value;
        }
        return new double[] {weight, sum, squares};
    }

    @Override
    public double weight(double[] sums) {
        return sums[0];
    }

    @Override
    public double impurity(double[] sums) {
        return Math.max(0, sums[2] - sums[1] * sums[1] / sums[0]);
    }

    @Override
    public float[] leaf(double[] sums) {
        return new float[] {(float) (sums[1] / sums[0] + offset)};
    }

    @Override
    public @Nullable TreeSplit best(TreeNode node, int feature, float[] column, int[] rows, int minLeaf) {
        double weight = node.sums[0];
        double sum = node.sums[1];
        double whole = sum * sum / weight;
        double leftWeight = 0;
        double leftSum = 0;
        double least = 1e-12 * node.impurity;
        int middle = -1;
        float next = column[rows[node.from]];
        for (int i = node.from; i < node.to - 1; i++) {
            int row = rows[i];
            leftWeight += weights[row];
            leftSum += target[row] * weights[row];
            float here = next;
            next = column[rows[i + 1]];
            if (here < next && i + 1 - node.from >= minLeaf && node.to - i - 1 >= minLeaf) {
                double rightSum = sum - leftSum;
                double gain = leftSum * leftSum / leftWeight + rightSum * rightSum / (weight - leftWeight) - whole;
                if (gain > least) {
                    least = gain;
                    middle = i + 1;
                }
            }
        }
        return middle < 0 ? null : TreeSplit.at(feature, column, rows, middle, least);
    }
}
