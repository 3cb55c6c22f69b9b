package dev.millrace.training.algorithm;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lowers the impurity of classes; the sums are the weights of the classes, and a leaf holds their shares. */
record ClassCriterion(int[] labels, double[] weights, int classes, Impurity measure, double smoothing)
        implements TreeCriterion {
    @Override
    public double[] sums(int[] rows, int from, int to) {
        double[] sums = new double[classes];
        for (int i = from; i < to; i++) {
            sums[labels[rows[i]]] += weights[rows[i]];
        }
        return sums;
    }

    @Override
    public double weight(double[] sums) {
        return Arrays.stream(sums).sum();
    }

    @Override
    public double impurity(double[] sums) {
        double terms = 0;
        for (double sum : sums) {
            terms += measure.term(sum);
        }
        return measure.of(weight(sums), terms);
    }

    /** {@code smoothing} rows are added to each class. */
    @Override
    public float[] leaf(double[] sums) {
        double total = weight(sums) + smoothing * classes;
        float[] shares = new float[classes];
        for (int c = 0; c < classes; c++) {
            shares[c] = (float) ((sums[c] + smoothing) / total);
        }
        return shares;
    }

    @Override
    public @Nullable TreeSplit best(TreeNode node, int feature, float[] column, int[] rows, int minLeaf) {
        double[] left = new double[classes];
        double[] right = node.sums.clone();
        double size = weight(right);
        double leftTerms = 0;
        double rightTerms = 0;
        for (double sum : right) {
            rightTerms += measure.term(sum);
        }
        double leftSize = 0;
        double least = 1e-12 * node.impurity;
        int middle = -1;
        float next = column[rows[node.from]];
        for (int i = node.from; i < node.to - 1; i++) {
            int row = rows[i];
            int label = labels[row];
            double weight = weights[row];
            leftTerms += measure.term(left[label] + weight) - measure.term(left[label]);
            rightTerms += measure.term(right[label] - weight) - measure.term(right[label]);
            left[label] += weight;
            right[label] -= weight;
            leftSize += weight;
            float here = next;
            next = column[rows[i + 1]];
            if (here < next && i + 1 - node.from >= minLeaf && node.to - i - 1 >= minLeaf) {
                double gain = node.impurity - measure.of(leftSize, leftTerms) - measure.of(size - leftSize, rightTerms);
                if (gain > least) {
                    least = gain;
                    middle = i + 1;
                }
            }
        }
        return middle < 0 ? null : TreeSplit.at(feature, column, rows, middle, least);
    }
}
