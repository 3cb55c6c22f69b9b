package dev.millrace.models.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.FlatForest;
import dev.millrace.models.FlatTrees;
import dev.millrace.models.Matrix;
import dev.millrace.models.XgboostModel;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TreeExplainerTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 8})
    void givesAForestsShapleyValues(int depth) {
        RandomTrees random = new RandomTrees(depth, 5, 3, false);
        FlatForest forest = new FlatForest(random.grow(3, depth), new double[] {1, 2, 5});
        Matrix rows = random.rows(20);
        int[] outputs = new int[20];
        Arrays.setAll(outputs, row -> row % 3);

        Attributions found =
                TreeExplainer.of(forest, true, Columns.of(rows.features())).explain(rows, outputs);

        double[] predicted = forest.predict(rows);
        for (int row = 0; row < 20; row++) {
            double[] expected = new double[5];
            for (int tree = 0; tree < 3; tree++) {
                add(
                        expected,
                        forest.weights()[tree] / 8,
                        BruteForce.tree(forest.trees(), tree, outputs[row], row(rows, row)));
            }
            assertThat(row(found, row)).containsExactly(expected, within(1e-12));
            assertThat(found.base()[row] + found.total(row))
                    .isCloseTo(predicted[row * 3 + outputs[row]], within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void givesABoostedModelsShapleyValuesInMarginSpaceAlsoForMissingValues(int groups) {
        RandomTrees random = new RandomTrees(groups, 6, 1, true);
        XgboostModel model = new XgboostModel(
                groups == 1 ? XgboostModel.Objective.BINARY_LOGISTIC : XgboostModel.Objective.MULTI_SOFTPROB,
                groups,
                0.25f,
                random.grow(8, 7));
        Matrix rows = random.rows(20);
        int[] outputs = new int[20];
        Arrays.setAll(outputs, row -> groups == 1 ? 1 : row % groups);

        TreeExplainer explainer = TreeExplainer.of(model, Columns.of(rows.features()));
        Attributions found = explainer.explain(rows, outputs);

        assertThat(explainer.space()).isEqualTo(OutputSpace.MARGIN);
        float[] margins = model.margins(rows);
        for (int row = 0; row < 20; row++) {
            double[] expected = new double[6];
            for (int tree = 0; tree < 8; tree++) {
                if (groups == 1 || tree % groups == outputs[row]) {
                    add(expected, 1, BruteForce.tree(model.trees(), tree, 0, row(rows, row)));
                }
            }
            int group = groups == 1 ? 0 : outputs[row];
            assertThat(row(found, row)).containsExactly(expected, within(1e-12));
            assertThat(found.base()[row] + found.total(row)).isCloseTo(margins[row * groups + group], within(1e-12));
            assertThat(found.base()[row]).isCloseTo(base(model, group), within(1e-6));
        }
    }

    @Test
    void staysExactOnDeepTrees() {
        RandomTrees random = new RandomTrees(3, 40, 1, false);
        FlatForest forest = new FlatForest(random.grow(2, 14), new double[] {1, 1});
        Matrix rows = random.rows(50);

        Attributions found =
                TreeExplainer.of(forest, false, Columns.of(rows.features())).explain(rows, new int[50]);

        double[] predicted = forest.predict(rows);
        double base = (BruteForce.value(forest.trees(), forest.trees().roots()[0], 0, new float[40], 0)
                        + BruteForce.value(forest.trees(), forest.trees().roots()[1], 0, new float[40], 0))
                / 2;
        for (int row = 0; row < 50; row++) {
            assertThat(found.base()[row]).isCloseTo(base, within(1e-9));
            assertThat(found.base()[row] + found.total(row)).isCloseTo(predicted[row], within(1e-9));
        }
    }

    private static double base(XgboostModel model, int group) {
        double base = model.base();
        FlatTrees trees = model.trees();
        for (int tree = group; tree < trees.trees(); tree += model.groups()) {
            base += BruteForce.value(trees, trees.roots()[tree], 0, new float[trees.features()], 0);
        }
        return base;
    }

    private static float[] row(Matrix rows, int row) {
        return Arrays.copyOfRange(rows.values(), row * rows.width(), (row + 1) * rows.width());
    }

    private static double[] row(Attributions found, int row) {
        return Arrays.copyOfRange(found.contributions(), row * found.columns(), (row + 1) * found.columns());
    }

    private static void add(double[] sum, double weight, double[] values) {
        Arrays.setAll(sum, i -> sum[i] + weight * values[i]);
    }
}
