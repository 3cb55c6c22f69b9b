package dev.millrace.training.algorithm;

import java.util.Optional;
import smile.classification.DecisionTree;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.model.cart.DecisionNode;
import smile.model.cart.LeafNode;
import smile.model.cart.Split;
import smile.model.cart.SplitRule;

/**
 * Smile's classification tree with an exact search for splits: Smile's passes over every boundary at which neighbouring
 * rows happen to be of one class, and over values closer than 1e-7. The search also looks whether the fit is to go on.
 */
final class ClassTree extends DecisionTree {
    private static final StructField LABEL = new StructField("label", DataTypes.IntType);

    private final transient ForestData data;
    private final transient int[] labels;
    private final transient int classes;
    private final transient TreeSettings settings;
    private final transient Runnable goesOn;

    ClassTree(ForestData data, int[] labels, int classes, TreeSettings settings, int[] samples, Runnable goesOn) {
        this.data = data;
        this.labels = labels;
        this.classes = classes;
        this.settings = settings;
        this.goesOn = goesOn;
        super(
                data.frame(),
                labels,
                LABEL,
                classes,
                settings.impurity() == Impurity.GINI ? SplitRule.GINI : SplitRule.ENTROPY,
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
        FloatSplit.Candidate best = search((DecisionNode) leaf, feature, lo, hi);
        return best == null
                ? Optional.empty()
                : Optional.of(new FloatSplit(leaf, best, data.columns()[feature], lo, hi));
    }

    private FloatSplit.@org.jspecify.annotations.Nullable Candidate search(
            DecisionNode leaf, int feature, int lo, int hi) {
        Impurity impurity = settings.impurity();
        float[] column = data.columns()[feature];
        int[] rows = order[feature];
        int[] left = new int[classes];
        int[] right = leaf.count().clone();
        double leftTerms = 0;
        double rightTerms = 0;
        for (int count : right) {
            rightTerms += impurity.term(count);
        }
        int size = leaf.size();
        double whole = impurity.of(size, rightTerms);
        int leftSize = 0;
        double bestGain = 1e-12 * whole;
        FloatSplit.Candidate best = null;
        for (int i = lo; i < hi - 1; i++) {
            int row = rows[i];
            int label = labels[row];
            int weight = samples[row];
            leftTerms += impurity.term(left[label] + weight) - impurity.term(left[label]);
            rightTerms += impurity.term(right[label] - weight) - impurity.term(right[label]);
            left[label] += weight;
            right[label] -= weight;
            leftSize += weight;
            float here = column[row];
            float next = column[rows[i + 1]];
            if (here < next && leftSize >= settings.minLeaf() && size - leftSize >= settings.minLeaf()) {
                double gain = whole - impurity.of(leftSize, leftTerms) - impurity.of(size - leftSize, rightTerms);
                if (gain > bestGain) {
                    bestGain = gain;
                    best = new FloatSplit.Candidate(
                            feature, FloatSplit.between(here, next), gain, leftSize, size - leftSize);
                }
            }
        }
        return best;
    }
}
