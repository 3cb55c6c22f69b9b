package dev.millrace.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.Matrix;
import dev.millrace.models.Predictor;
import dev.millrace.problems.Problem;
import dev.millrace.training.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Figures of the waves were computed with scikit-learn 1.7's KMeans, DBSCAN and AgglomerativeClustering. */
final class ClusteringTest {
    private static final Matrix WAVES = Samples.waves();

    @ParameterizedTest
    @CsvSource({"3, 37.704008, 26 20 14", "4, 19.274816, 17 15 14 14"})
    void findsTheCentresThatScikitLearnFinds(int k, double inertia, String sizes) {
        RecordingMonitor monitor = RecordingMonitor.threads(2);

        Fit fit = fit(new KMeans(), WAVES, Map.of("k", k, "tol", 0, "n_init", 20), monitor);

        assertThat(monitor.values("inertia").min(Double::compare).orElseThrow()).isCloseTo(inertia, within(1e-5));
        assertThat(monitor.values("inertia")).hasSize(20);
        assertThat(monitor.progress).isSorted().endsWith(1.0);
        assertThat(sizes(fit)).isEqualTo(sizes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ward     | 113022003113022003113022003113022003113022003113022003113022",
                "complete | 001322311001322311001322311001322311001322311001322311001322",
                "average  | 113022003113022003113022003113022003113022003113022003113022",
                "single   | 113200023113200023113200023113200023113200023113200023113200",
            })
    void joinsTheRowsThatScikitLearnJoins(String linkage, String clusters) {
        Fit fit = fit(new Hierarchical(), WAVES, Map.of("k", 4, "linkage", linkage));

        assertThat(pairs(predict(fit)))
                .isEqualTo(pairs(clusters.chars().asDoubleStream().toArray()));
    }

    /** SciPy's linkage heights. */
    @ParameterizedTest
    @CsvSource({
        "WARD, 0.0075970186, 6.4826297, 7.4519101",
        "COMPLETE, 0.0075970186, 2.4312930, 2.8297114",
        "AVERAGE, 0.0075970186, 1.7795824, 2.0217497",
        "SINGLE, 0.0075970186, 0.8639554, 1.0047750"
    })
    void joinsAtTheHeightsThatScipyJoins(Linkage linkage, double first, double third, double last) {
        List<Merges.Merge> merges = Merges.of(WAVES, linkage, RecordingMonitor.threads(1));

        assertThat(merges).hasSize(59);
        assertThat(merges.getFirst().height()).isCloseTo(first, within(1e-6));
        assertThat(merges.get(56).height()).isCloseTo(third, within(1e-6));
        assertThat(merges.getLast().height()).isCloseTo(last, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"ward, 3.136", "complete, 1.518", "average, 1.224", "single, 0.809"})
    void joinsUpToAThresholdAsScikitLearnDoes(String linkage, double threshold) {
        Fit fit = fit(new Hierarchical(), WAVES, Map.of("distance_threshold", threshold, "linkage", linkage));

        assertThat(sizes(fit)).isEqualTo(linkage.equals("complete") ? "19 14 13 7 7" : "14 14 13 13 6");
    }

    @ParameterizedTest
    @CsvSource({"0.3, 7 7 7 7 7 7 6 6 6", "0.4, 7 7 7 7 7 7 6 6 6", "0.5, 14 13 7 7 7 6 6", "0.6, 14 13 7 7 7 6 6"})
    void findsTheDenseRegionsThatScikitLearnFinds(double epsilon, String sizes) {
        Fit fit = fit(new Dbscan(), WAVES, Map.of("epsilon", epsilon, "min_points", 4));

        assertThat(sizes(fit).split(" ")).containsExactlyInAnyOrder(sizes.split(" "));
    }

    /** On a line: core points at 1 and 2 and 11 and 12, with their border points; 20 is alone. */
    @Test
    void givesRowsToTheNearestCorePointAndCallsTheOthersNoise() {
        Matrix line = line(0, 1, 2, 3, 10, 11, 12, 13, 20);
        Predictor model =
                fit(new Dbscan(), line, Map.of("epsilon", 1, "min_points", 3)).predictor();

        assertThat(model.predict(line)).containsExactly(0, 0, 0, 0, 1, 1, 1, 1, -1);
        assertThat(model.predict(line(2.5f, 13.1f, 9.9f, -0.1f, 1000))).containsExactly(0, -1, -1, -1, -1);
    }

    @Test
    void findsAnEpsilonWhereTheDistancesBendUpwards() {
        float[] values = new float[101];
        for (int i = 0; i < 100; i++) {
            values[i] = i < 50 ? 0.1f * i : 100 + 0.1f * i;
        }
        values[100] = 1000;
        RecordingMonitor monitor = RecordingMonitor.threads(1);

        Fit fit = fit(new Dbscan(), line(values), Map.of(), monitor);

        assertThat(monitor.values("epsilon").findFirst().orElseThrow()).isBetween(0.2, 1.0);
        assertThat(predict(fit, line(values))).startsWith(0).endsWith(-1).contains(1);
    }

    @Test
    void findsHowManyClustersThereAre() {
        float[] values = new float[2 * 500];
        java.util.Random random = new java.util.Random(3);
        for (int row = 0; row < 500; row++) {
            values[2 * row] = (float) (row % 5 * 10 + random.nextGaussian());
            values[2 * row + 1] = (float) (row % 5 % 2 * 10 + random.nextGaussian());
        }
        Matrix blobs = new Matrix(500, Samples.features(2), values);

        Fit fit = fit(new XMeans(), blobs, Map.of());
        Fit few = fit(new XMeans(), blobs, Map.of("max_k", 3));

        assertThat(sizes(predict(fit, blobs))).isEqualTo("100 100 100 100 100");
        assertThat(Arrays.stream(predict(few, blobs)).max().orElseThrow()).isEqualTo(2);
    }

    @Test
    void keepsOneClusterWhereTwoDescribeItNoBetter() {
        float[] values = new float[2 * 2000];
        java.util.Random random = new java.util.Random(4);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        Matrix cloud = new Matrix(2000, Samples.features(2), values);

        assertThat(predict(fit(new XMeans(), cloud, Map.of("min_k", 1)), cloud)).containsOnly(0);
    }

    /** By hand, of the rows 0, 2 and 10, 12 in one feature: the variance is 4 of four rows in two clusters, or 2. */
    @Test
    void scoresClustersAsSphericalGaussians() {
        Partition two = new Partition(1, new double[] {1, 11}, new int[] {0, 0, 1, 1}, 4);

        double likelihood = -2 * Math.log(2 * Math.PI * 2) - 1 + 4 * Math.log(0.5);
        assertThat(InformationCriterion.of(two)).isCloseTo(likelihood - 2 * Math.log(4), within(1e-12));
    }

    @Test
    void answersTheRowsItWasFittedOnAndNoOther() {
        Predictor model =
                fit(new Hierarchical(), line(0, 1, 10, 11, 12), Map.of()).predictor();

        assertThat(model.predict(line(11, 0, 5, -0f))).containsExactly(0, 1, Double.NaN, 1);
        assertThat(model.refusal()).contains("k_means");
    }

    static List<Algorithm> algorithms() {
        return List.of(new KMeans(), new XMeans(), new Dbscan(), new Hierarchical());
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void saysHowManyRowsItNeeds(Algorithm algorithm) {
        String setting = setting(algorithm);

        assertThatThrownBy(() -> fit(algorithm, line(1, 2, 3), Map.of(setting, 4)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("give a " + setting + " of at most 3");
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void fitsOneRowAlone(Algorithm algorithm) {
        String setting = setting(algorithm);

        assertThat(predict(fit(algorithm, line(7), Map.of(setting, 1)), line(7)))
                .containsExactly(0);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void saysHowManyDifferentRowsThereAre(Algorithm algorithm) {
        Matrix two = line(1, 1, 2, 2, 2, 1, 1, 1, 0.1f + 0.2f, 0.1f + 0.2f);
        Map<String, Object> four = algorithm instanceof XMeans ? Map.of("min_k", 4) : Map.of("k", 4);
        if (algorithm instanceof Dbscan) {
            assertThat(sizes(predict(fit(algorithm, two, Map.of("min_points", 2)), two)))
                    .isEqualTo("5 3 2");
            return;
        }

        assertThatThrownBy(() -> fit(algorithm, two, four))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("only 3 different rows; give a k of at most 3");
    }

    @Test
    void saysWhichEpsilonLeavesLessNoise() {
        assertThatThrownBy(() -> fit(new Dbscan(), line(1, 3, 5, 7), Map.of("epsilon", 1, "min_points", 2)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("all rows are noise")
                .hasMessageContaining("within 2.0");
    }

    @Test
    void refusesMoreRowsThanItsMemoryIsMeantFor() {
        assertThatThrownBy(() -> fit(new Hierarchical(), line(new float[7001]), Map.of()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("at most 7000 rows");
    }

    @Test
    void refusesACountOfClustersBesideAThreshold() {
        assertThatThrownBy(() -> fit(new Hierarchical(), WAVES, Map.of("k", 2, "distance_threshold", 1)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("both");
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void looksOftenWhetherToGoOn(Algorithm algorithm) {
        Matrix rows = Samples.noisy(2000, 3, 0, 1).features();

        assertThatThrownBy(() -> fit(algorithm, rows, Map.of(), RecordingMonitor.cancelledAfter(1000, 1)))
                .isInstanceOf(CancellationException.class);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void givesTheSameClustersToManyRowsWhateverTheThreads(Algorithm algorithm) {
        Matrix rows = Samples.noisy(3000, 3, 0, 2).features();

        double[] one = predict(fit(algorithm, rows, Map.of(), RecordingMonitor.threads(1)), rows);

        assertThat(predict(fit(algorithm, rows, Map.of(), RecordingMonitor.threads(3)), rows))
                .isEqualTo(one);
        assertThat(one).doesNotContain(Double.NaN);
    }

    private static String setting(Algorithm algorithm) {
        return algorithm instanceof XMeans ? "min_k" : algorithm instanceof Dbscan ? "min_points" : "k";
    }

    private static Matrix line(float... values) {
        return new Matrix(values.length, Samples.features(1), values);
    }

    private static Fit fit(Algorithm algorithm, Matrix rows, Map<String, Object> parameters) {
        return fit(algorithm, rows, parameters, RecordingMonitor.threads(1));
    }

    private static Fit fit(Algorithm algorithm, Matrix rows, Map<String, Object> parameters, FitMonitor monitor) {
        return algorithm.fit(
                Samples.input(algorithm, Task.CLUSTERING, Samples.with(rows, row -> 0), parameters), monitor);
    }

    private static double[] predict(Fit fit) {
        return predict(fit, WAVES);
    }

    private static double[] predict(Fit fit, Matrix rows) {
        return fit.predictor().predict(rows);
    }

    private static String sizes(Fit fit) {
        return sizes(predict(fit));
    }

    /** How many rows each cluster has, in the order of their numbers. */
    private static String sizes(double[] clusters) {
        int[] sizes = new int[1 + (int) Arrays.stream(clusters).max().orElseThrow()];
        Arrays.stream(clusters).filter(cluster -> cluster >= 0).forEach(cluster -> sizes[(int) cluster]++);
        return String.join(" ", Arrays.stream(sizes).mapToObj(String::valueOf).toList());
    }

    /** Which rows are together, whatever their clusters are called. */
    private static List<Boolean> pairs(double[] clusters) {
        return IntStream.range(0, clusters.length * clusters.length)
                .mapToObj(i -> clusters[i / clusters.length] == clusters[i % clusters.length])
                .toList();
    }
}
