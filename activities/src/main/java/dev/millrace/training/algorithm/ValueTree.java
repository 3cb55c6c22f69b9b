package dev.millrace.training.algorithm;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.model.cart.LeafNode;
import smile.model.cart.Loss;
import smile.model.cart.Split;
import smile.regression.RegressionTree;

/**
 * Smile's regression tree with an exact search for splits: Smile's tries, unless a system property says otherwise, only
 * every hundredth of the rows. The search also looks whether the fit is to go on.
 */
final class ValueTree extends RegressionTree {
    private static final StructField VALUE = new StructField("value", DataTypes.DoubleType);

    private final transient ForestData data;
    private final transient double[] target;
    private final transient TreeSettings settings;
    private final transient Runnable goesOn;

    /** @param target its mean should be near 0, so that sums of squares keep their digits */
    ValueTree(ForestData data, double[] target, TreeSettings settings, int[] samples, Runnable goesOn) {
        this.data = data;
        this.target = target;
        this.settings = settings;
        this.goesOn = goesOn;
        super(
                data.frame(),
                Loss.ls(target),
                VALUE,
                settings.maxDepth(),
                settings.maxLeaves(),
                settings.minLeaf(),
                settings.features(),
                samples,
                data.order());
    }

    @Override
    protected Optional<Split> findBestSplit(LeafNode leaf, int feature, double impurity, int lo, int hi) {
        goesOn.run();
        FloatSplit.Candidate best = search(leaf.size(), impurity, feature, lo, hi);
        return best == null
                ? Optional.empty()
                : Optional.of(new FloatSplit(leaf, best, data.columns()[feature], lo, hi));
    }

    private FloatSplit.@Nullable Candidate search(int size, double impurity, int feature, int lo, int hi) {
        float[] column = data.columns()[feature];
        int[] rows = order[feature];
        double sum = 0;
        for (int i = lo; i < hi; i++) {
            sum += target[rows[i]] * samples[rows[i]];
        }
        double whole = sum * sum / size;
        double leftSum = 0;
        int leftSize = 0;
        double bestGain = 1e-12 * impurity * size;
        FloatSplit.Candidate best = null;
        for (int i = lo; i < hi - 1; i++) {
            int row = rows[i];
            leftSum += target[row] * samples[row];
            leftSize += samples[row];
            int rightSize = size - leftSize;
            float here = column[row];
            float next = column[rows[i + 1]];
            if (here < next && leftSize >= settings.minLeaf() && rightSize >= settings.minLeaf()) {
                double rightSum = sum - leftSum;
                double gain = leftSum * leftSum / leftSize + rightSum * rightSum / rightSize - whole;
                if (gain > bestGain) {
                    bestGain = gain;
                    best = new FloatSplit.Candidate(feature, FloatSplit.between(here, next), gain, leftSize, rightSize);
                }
            }
        }
        return best;
    }
}
