package dev.millrace.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The expected numbers are scikit-learn 1.9's for the same arrays. */
final class MetricsTest {
    private static final Offset<Double> CLOSE = within(1e-9);
    private static final int[] TRUTH = {0, 0, 1, 1, 2, 2, 2, 0, 1, 2};
    private static final double[] PROBABILITIES = {
        .7, .2, .1, .3, .4, .3, .2, .6, .2, .5, .25, .25, .1, .1, .8, .1, .45, .45, .3, .3, .4, .6, .2, .2, .2, .6, .2,
        0, 1, 0
    };
    private static final int[] PREDICTED = {0, 1, 1, 0, 2, 1, 2, 0, 1, 1};

    @Test
    void averagesOverThreeClasses() {
        assertMetrics(
                Metrics.classification(3, TRUTH, PREDICTED, PROBABILITIES, null),
                Map.of(
                        "accuracy", 0.6,
                        "precision", 0.6888888888888888,
                        "recall", 0.611111111111111,
                        "f1", 0.611111111111111,
                        "roc_auc", 0.7976190476190476,
                        "log_loss", 4.095613735499935));
    }

    @Test
    void judgesTheClassThatIsNamed() {
        Map<String, Double> metrics = Metrics.classification(3, TRUTH, PREDICTED, PROBABILITIES, 1);

        assertThat(metrics.get("precision")).isCloseTo(0.4, CLOSE);
        assertThat(metrics.get("recall")).isCloseTo(0.6666666666666666, CLOSE);
        assertThat(metrics.get("f1")).isCloseTo(0.5, CLOSE);
    }

    @Test
    void leavesOutTheAreaWhereAClassDoesNotOccur() {
        int[] truth = {0, 0, 1, 1, 0};

        assertMetrics(
                Metrics.classification(3, truth, Arrays.copyOf(PREDICTED, 5), Arrays.copyOf(PROBABILITIES, 15), null),
                Map.of(
                        "accuracy", 0.4,
                        "precision", 0.3333333333333333,
                        "recall", 0.27777777777777773,
                        "f1", 0.3,
                        "log_loss", 1.1520705652289192));
    }

    @Test
    void countsAClassThatIsNeverPredictedAsZero() {
        Map<String, Double> metrics =
                Metrics.classification(2, new int[] {0, 1}, new int[] {0, 0}, new double[] {.9, .1, .8, .2}, 1);

        assertThat(metrics).containsEntry("precision", 0.0).containsEntry("f1", 0.0);
    }

    @Test
    void countsTiedScoresHalf() {
        double[] second = {.1, .4, .35, .8, .4, .4, .9, .2};
        int[] truth = {0, 0, 1, 1, 1, 0, 1, 0};
        double[] probabilities = new double[16];
        int[] predicted = new int[8];
        for (int row = 0; row < 8; row++) {
            probabilities[2 * row] = 1 - second[row];
            probabilities[2 * row + 1] = second[row];
            predicted[row] = second[row] > 0.5 ? 1 : 0;
        }

        assertMetrics(
                Metrics.classification(2, truth, predicted, probabilities, 1),
                Map.of(
                        "accuracy", 0.75,
                        "precision", 1.0,
                        "recall", 0.5,
                        "f1", 0.6666666666666666,
                        "roc_auc", 0.8125,
                        "log_loss", 0.45559652973111076));
        assertThat(RankedScores.of(2, 1, truth, probabilities).averagePrecision())
                .isCloseTo(0.8166666666666667, CLOSE);
    }

    @Test
    void measuresErrorsOfARegression() {
        Map<String, Double> metrics =
                Metrics.regression(new double[] {3, -0.5, 2, 7, 0}, new double[] {2.5, 0, 2, 8, 0.1});

        assertThat(metrics.get("rmse")).isCloseTo(0.5495452665613635, CLOSE);
        assertThat(metrics.get("mae")).isCloseTo(0.42, CLOSE);
        assertThat(metrics.get("r2")).isCloseTo(0.9578212290502793, CLOSE);
        assertThat(metrics.get("mape")).isCloseTo(90071992547410.19, within(1.0));
    }

    @Test
    void knowsTheCornersOfRSquared() {
        double[] constant = {2, 2, 2};

        assertThat(Metrics.regression(constant, constant)).containsEntry("r2", 1.0);
        assertThat(Metrics.regression(constant, new double[] {2, 2, 3})).containsEntry("r2", 0.0);
        assertThat(Metrics.regression(new double[] {1}, new double[] {2})).doesNotContainKey("r2");
    }

    @Test
    void hasNothingToSayAboutNoRows() {
        assertThat(Metrics.classification(2, new int[0], new int[0], new double[0], null))
                .isEmpty();
        assertThat(Metrics.regression(new double[0], new double[0])).isEmpty();
    }

    @Test
    void drawsCurvesFromCornerToCorner() {
        EvaluationReport.Curve roc =
                Curves.roc(List.of("a", "b", "c"), TRUTH, PROBABILITIES).getLast();

        assertThat(roc.label()).isEqualTo("c");
        assertThat(roc.x()).startsWith(0).endsWith(1).isSorted();
        assertThat(roc.y()).startsWith(0).endsWith(1).isSorted();
        assertThat(Curves.precisionRecall(List.of("a", "b", "c"), TRUTH, PROBABILITIES))
                .hasSize(3);
    }

    private static void assertMetrics(Map<String, Double> metrics, Map<String, Double> expected) {
        assertThat(metrics).containsOnlyKeys(expected.keySet());
        expected.forEach((name, value) -> assertThat(metrics.get(name)).as(name).isCloseTo(value, CLOSE));
    }
}
