package dev.millrace.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.FlatForest;
import dev.millrace.models.FlatTrees;
import dev.millrace.models.XgboostModel;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Explanations of trees need to know how many training rows came through each node. */
final class CoversTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void forestsKnowHowManyRowsCameThroughEachNode(int classes) {
        FitInput input = input("random_forest", classes, Map.of("trees", 7));
        RecordingMonitor monitor = RecordingMonitor.threads(1);
        FlatForest whole = (FlatForest)
                algorithm("random_forest", classes).fit(input, monitor).predictor();

        assertAddUp(whole.trees(), 0);
        for (int root : whole.trees().roots()) {
            assertThat(whole.trees().covers()[root]).isEqualTo(200);
        }
        FlatForest continued = (FlatForest) algorithm("random_forest", classes)
                .fit(input, RecordingMonitor.from(monitor.checkpoints.getFirst()))
                .predictor();
        assertThat(continued.trees().covers()).isEqualTo(whole.trees().covers());
    }

    @Test
    void boostedTreesKnowTheWeightOfTheRowsThatCameThroughEachNode() {
        FitInput input = input("xgboost", 2, Map.of("n_estimators", 5));

        XgboostModel model = (XgboostModel)
                algorithm("xgboost", 2).fit(input, RecordingMonitor.threads(1)).predictor();

        assertAddUp(model.trees(), 1e-3);
    }

    private static void assertAddUp(FlatTrees trees, double tolerance) {
        float[] covers = trees.covers();
        assertThat(covers).hasSize(trees.nodes().length / FlatTrees.NODE);
        for (int node = 0; node < covers.length; node++) {
            int child = trees.nodes()[node * FlatTrees.NODE + 2];
            if (child >= 0) {
                assertThat((double) covers[child] + covers[child + 1]).isCloseTo(covers[node], within(tolerance));
            }
        }
    }

    private static FitInput input(String algorithm, int classes, Map<String, Object> parameters) {
        return Samples.input(algorithm(algorithm, classes), Samples.noisy(200, 6, classes, 3), classes, parameters);
    }

    private static Algorithm algorithm(String id, int classes) {
        return Algorithms.builtIn()
                .require(
                        id,
                        classes == 0
                                ? dev.millrace.training.Task.REGRESSION
                                : dev.millrace.training.Task.CLASSIFICATION);
    }
}
