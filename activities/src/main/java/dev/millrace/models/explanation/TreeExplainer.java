package dev.millrace.models.explanation;

import dev.millrace.models.FlatForest;
import dev.millrace.models.FlatTrees;
import dev.millrace.models.Matrix;
import dev.millrace.models.XgboostModel;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Explains models that add up what trees answer: blocks of rows go side by side, each through all trees. */
final class TreeExplainer implements Explainer {
    private static final int BLOCK = 16;

    private final FlatTrees trees;
    private final TreeSum sum;
    private final Columns columns;
    private final double[] expectations;
    private final Quadrature rule;
    private final int depth;

    private TreeExplainer(FlatTrees trees, TreeSum sum, Columns columns) {
        this.trees = trees;
        this.sum = sum;
        this.columns = columns;
        expectations = TreeDepths.expectations(trees);
        depth = TreeDepths.deepest(trees);
        // A path has a factor for each feature on it, and one of them falls away under the integral.
        rule = Quadrature.of(Math.max(1, Math.ceilDiv(Math.min(depth, trees.features()), 2)));
    }

    static TreeExplainer of(FlatForest forest, boolean classifier, Columns columns) {
        return new TreeExplainer(forest.trees(), TreeSum.of(forest, classifier), columns);
    }

    static TreeExplainer of(XgboostModel model, Columns columns) {
        return new TreeExplainer(model.trees(), TreeSum.of(model), columns);
    }

    @Override
    public OutputSpace space() {
        return sum.space();
    }

    @Override
    public Attributions explain(Matrix matrix, int[] outputs) {
        Attributions found = Attributions.zero(matrix.rows(), columns.count());
        IntStream.range(0, Math.ceilDiv(matrix.rows(), BLOCK))
                .parallel()
                .forEach(block ->
                        explain(matrix, outputs, found, block * BLOCK, Math.min(matrix.rows(), (block + 1) * BLOCK)));
        for (int row = 0; row < matrix.rows(); row++) {
            found.base()[row] = base(outputs[row]);
        }
        sum.settle(matrix, outputs, found);
        return found;
    }

    private void explain(Matrix matrix, int[] outputs, Attributions found, int from, int to) {
        TreeShap shap = new TreeShap(trees, columns, rule, depth);
        for (int row = from; row < to; row++) {
            shap.row(matrix.values(), row * matrix.width());
            for (int tree = 0; tree < trees.trees(); tree++) {
                if (sum.counts(tree, outputs[row])) {
                    shap.add(
                            tree,
                            trees.width() == 1 ? 0 : outputs[row],
                            sum.weight(tree),
                            found.contributions(),
                            row * columns.count());
                }
            }
        }
    }

    private double base(int output) {
        double base = sum.start();
        for (int tree = 0; tree < trees.trees(); tree++) {
            if (sum.counts(tree, output)) {
                base += sum.weight(tree) * expectations[tree * trees.width() + (trees.width() == 1 ? 0 : output)];
            }
        }
        return base;
    }

    @Override
    public double cost() {
        return 10d * rule.size() * trees.nodes().length / FlatTrees.NODE;
    }

    /** How a model puts its trees' answers together. */
    private interface TreeSum {
        OutputSpace space();

        double start();

        boolean counts(int tree, int output);

        double weight(int tree);

        /** Adds to the base values what the model's own arithmetic differs by from exact sums. */
        void settle(Matrix matrix, int[] outputs, Attributions found);

        static TreeSum of(FlatForest forest, boolean classifier) {
            return new Votes(forest, Arrays.stream(forest.weights()).sum(), classifier);
        }

        static TreeSum of(XgboostModel model) {
            return new Margins(model);
        }
    }

    private record Votes(FlatForest forest, double total, boolean classifier) implements TreeSum {
        @Override
        public OutputSpace space() {
            return classifier ? OutputSpace.PROBABILITY : OutputSpace.VALUE;
        }

        @Override
        public double start() {
            return 0;
        }

        @Override
        public boolean counts(int tree, int output) {
            return true;
        }

        @Override
        public double weight(int tree) {
            return forest.weights()[tree] / total;
        }

        @Override
        public void settle(Matrix matrix, int[] outputs, Attributions found) {}
    }

    private record Margins(XgboostModel model) implements TreeSum {
        @Override
        public OutputSpace space() {
            return model.objective() == XgboostModel.Objective.SQUARED_ERROR ? OutputSpace.VALUE : OutputSpace.MARGIN;
        }

        @Override
        public double start() {
            return model.base();
        }

        @Override
        public boolean counts(int tree, int output) {
            return model.groups() == 1 || tree % model.groups() == output;
        }

        @Override
        public double weight(int tree) {
            return 1;
        }

        /** XGBoost adds its leaves up in floats, whose rounding the sums of contributions do not have. */
        @Override
        public void settle(Matrix matrix, int[] outputs, Attributions found) {
            float[] margins = model.margins(matrix);
            for (int row = 0; row < matrix.rows(); row++) {
                int group = model.groups() == 1 ? 0 : outputs[row];
                found.base()[row] = margins[row * model.groups() + group] - found.total(row);
            }
        }
    }
}
