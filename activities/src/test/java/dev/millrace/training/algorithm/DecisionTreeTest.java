package dev.millrace.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.FlatForest;
import dev.millrace.models.Matrix;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The expected outputs are scikit-learn's, DecisionTreeClassifier and DecisionTreeRegressor, for a few of the rows. */
final class DecisionTreeTest {
    private static final Offset<Double> CLOSE = within(1e-6);
    private static final int[] SHOWN = {0, 7, 20, 33, 59};
    private final DecisionTree tree = new DecisionTree();
    private final PreparedMatrix values = Samples.waveValues();
    private final PreparedMatrix classes = Samples.waveClasses();

    @Test
    void findsScikitLearnsRegressionTree() {
        FlatForest fitted = fit(values, 0, Map.of("max_depth", 4, "min_samples_leaf", 3));

        assertThat(shown(fitted, values))
                .containsExactly(
                        new double[] {7.0901699446, 13.1592670546, 10.2474663934, 4.8628420581, -6.5033202082}, CLOSE);
        assertThat(fitted.trees().leaves()).hasSize(10);
    }

    @Test
    void splitsTheNodeThatGainsMostWhereLeavesAreLimited() {
        FlatForest fitted = fit(values, 0, Map.of("max_leaf_nodes", 6));

        assertThat(shown(fitted, values))
                .containsExactly(
                        new double[] {7.0901699446, 13.4564557114, 10.5552592552, 4.1942363844, -6.6751402879}, CLOSE);
        assertThat(fitted.trees().leaves()).hasSize(6);
    }

    @Test
    void prunesLeavesThatAreNotWorthTheirNumber() {
        FlatForest fitted = fit(values, 0, Map.of("ccp_alpha", 0.8));

        assertThat(shown(fitted, values))
                .containsExactly(
                        new double[] {7.9470813972, 12.4410369517, 12.4410369517, 4.1942363844, -6.6751402879}, CLOSE);
        assertThat(fitted.trees().leaves()).hasSize(4);
    }

    @Test
    void findsScikitLearnsClassificationTree() {
        FlatForest fitted = fit(classes, 3, Map.of("max_depth", 3, "min_samples_split", 8));

        assertThat(shown(fitted, classes))
                .containsExactly(new double[] {0, 1, 0, 0, 0, 1, 0, 0, 1, 1 / 6.0, 5 / 6.0, 0, 1, 0, 0}, CLOSE);
        assertThat(fitted.trees().leaves()).hasSize(3 * 5);
    }

    @Test
    void findsScikitLearnsTreeOfBalancedClasses() {
        Map<String, Object> parameters =
                Map.of("max_depth", 3, "min_samples_split", 8, "criterion", "entropy", "class_weight", "balanced");

        assertThat(shown(fit(classes, 3, parameters), classes))
                .containsExactly(new double[] {0, 1, 0, 0, 0, 1, 0, 0, 1, 4 / 19.0, 15 / 19.0, 0, 1, 0, 0}, CLOSE);
    }

    @Test
    void answersWithTheSharesOfTheClassesWhereFeaturesAreConstant() {
        PreparedMatrix rows = new PreparedMatrix(
                new Matrix(4, Samples.features(1), new float[] {5, 5, 5, 5}), new double[] {0, 0, 0, 1});

        assertThat(fit(rows, 2, Map.of()).predict(rows.features())).startsWith(0.75, 0.25);
    }

    @Test
    void tellsOneRowPerClassApart() {
        PreparedMatrix rows =
                new PreparedMatrix(new Matrix(3, Samples.features(1), new float[] {3, 1, 2}), new double[] {0, 1, 2});

        assertThat(fit(rows, 3, Map.of()).predict(rows.features())).containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1);
    }

    @Test
    void stopsInTheMiddle() {
        FitInput input = Samples.input(tree, Samples.noisy(5000, 5, 2, 4), 2, Map.of());

        assertThatThrownBy(() -> tree.fit(input, RecordingMonitor.cancelledAfter(30, 1)))
                .isInstanceOf(CancellationException.class);
    }

    private FlatForest fit(PreparedMatrix rows, int classCount, Map<String, Object> parameters) {
        FitInput input = Samples.input(tree, rows, classCount, parameters);
        return (FlatForest) tree.fit(input, RecordingMonitor.threads(1)).predictor();
    }

    private static double[] shown(FlatForest fitted, PreparedMatrix rows) {
        double[] all = fitted.predict(rows.features());
        int outputs = fitted.outputs();
        return IntStream.of(SHOWN)
                .flatMap(row -> IntStream.range(row * outputs, (row + 1) * outputs))
                .mapToDouble(i -> all[i])
                .toArray();
    }
}
