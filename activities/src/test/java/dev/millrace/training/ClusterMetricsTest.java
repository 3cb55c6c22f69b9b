package dev.millrace.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.Feature;
import dev.millrace.models.Matrix;
import dev.millrace.training.EvaluationReport.Cluster;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ClusterMetricsTest {
    /** scikit-learn's silhouette_score of the rows that are no noise, and the sum of squares by hand in NumPy. */
    @Test
    void givesScikitLearnsFiguresOfTheRowsThatAreInAClusterLeavingNoiseOut() {
        Map<String, Double> metrics = metrics(row -> row % 5 - 1);

        assertThat(metrics.get("silhouette")).isCloseTo(-0.10421104319022799, within(1e-9));
        assertThat(metrics.get("inertia")).isCloseTo(71.19991123135262, within(1e-6));
        assertThat(metrics).containsEntry("clusters", 4.0);
    }

    @Test
    void givesARowThatIsAloneInItsClusterASilhouetteOfZeroAsScikitLearnDoes() {
        Matrix waves = waves();

        Map<String, Double> metrics = metrics(row -> row == 0 ? 2 : waves.get(row, 0) > 0 ? 1 : 0);

        assertThat(metrics.get("silhouette")).isCloseTo(0.12583526389722302, within(1e-9));
        assertThat(metrics.get("inertia")).isCloseTo(65.53895584181198, within(1e-6));
    }

    @Test
    void hasNoSilhouetteOfOneClusterAlone() {
        assertThat(metrics(row -> 0)).containsOnlyKeys("inertia", "clusters");
        assertThat(metrics(row -> -1)).containsEntry("clusters", 0.0).containsEntry("inertia", 0.0);
    }

    @Test
    void countsTheRowsOfEachClusterAndTheNoise() {
        assertThat(new ClusterMetrics(waves(), clusters(row -> row < 10 ? -1 : row % 2)).sizes())
                .containsExactly(new Cluster("noise", 10), new Cluster("0", 25), new Cluster("1", 25));
    }

    @Test
    void drawsSomeOfManyRowsBySeedAndEndsWhenToldTo() {
        int rows = ClusterMetrics.MOST_ROWS + 500;
        float[] values = new float[rows];
        int[] clusters = new int[rows];
        for (int row = 0; row < rows; row++) {
            clusters[row] = row % 2;
            values[row] = 100 * (row % 2) + row % 13;
        }
        ClusterMetrics metrics = new ClusterMetrics(new Matrix(rows, List.of(new Feature("f", "f")), values), clusters);

        Map<String, Double> once = metrics.metrics(1, () -> {});
        assertThat(metrics.metrics(1, () -> {})).isEqualTo(once);
        assertThat(once.get("silhouette")).isBetween(0.94, 0.97);
        assertThatThrownBy(() -> metrics.metrics(1, () -> {
                    throw new CancellationException();
                }))
                .isInstanceOf(CancellationException.class);
    }

    private static Map<String, Double> metrics(IntUnaryOperator cluster) {
        return new ClusterMetrics(waves(), clusters(cluster)).metrics(1, () -> {});
    }

    private static int[] clusters(IntUnaryOperator cluster) {
        return IntStream.range(0, 60).map(cluster).toArray();
    }

    /** The matrix that the reference values were computed on. */
    private static Matrix waves() {
        float[] values = new float[60 * 3];
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j < 3; j++) {
                values[i * 3 + j] = (float) (Math.sin(1.0 + i * (j + 1) * 0.7) + (j * 0.1) * Math.cos(i * 0.3));
            }
        }
        List<Feature> features = List.of(new Feature("a", "a"), new Feature("b", "b"), new Feature("c", "c"));
        return new Matrix(60, features, values);
    }
}
