package dev.millrace.training;

import dev.millrace.models.Feature;
import dev.millrace.models.Matrix;
import dev.millrace.models.Predictions;
import dev.millrace.models.TrainedModel;
import dev.millrace.training.EvaluationReport.Permutation;
import dev.millrace.training.EvaluationReport.PermutedFeature;
import dev.millrace.training.algorithm.PreparedMatrix;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How much worse a model gets when one column's values are shuffled among the test rows (Breiman 2001, Random Forests,
 * section 10): the loss of accuracy, or of R² for a regression. Drawn by a seed, on a sample, and left out where it would
 * take too long.
 */
final class PermutationImportance {
    static final int MOST_ROWS = 2_000;
    static final int REPEATS = 5;
    static final Duration LONGEST = Duration.ofSeconds(30);

    private final TrainedModel model;
    private final PreparedMatrix rows;
    private final Random random;
    private final Map<String, List<Integer>> columns = new LinkedHashMap<>();

    private PermutationImportance(TrainedModel model, PreparedMatrix rows, Random random) {
        this.model = model;
        this.rows = rows;
        this.random = random;
        List<Feature> features = rows.features().features();
        for (int i = 0; i < features.size(); i++) {
            columns.computeIfAbsent(features.get(i).source(), _ -> new ArrayList<>())
                    .add(i);
        }
    }

    /**
     * Null for a model that is neither a classifier nor a regression.
     *
     * @param mostRows at most so many of the test rows are used
     * @param progress hears the share that is done, and may throw to end it
     */
    static @Nullable Permutation of(
            TrainedModel model, PreparedMatrix test, int mostRows, long seed, DoubleConsumer progress) {
        boolean measurable = switch (model.inputs().outputs()) {
            case LABEL, VALUE -> true;
            case CLUSTER, ANOMALY, FORECAST -> false;
        };
        if (!measurable) {
            return null;
        }
        Random random = new Random(seed);
        return new PermutationImportance(model, sample(test, mostRows, random), random).measure(progress);
    }

    private Permutation measure(DoubleConsumer progress) {
        String metric = model.inputs().classifier() ? "accuracy" : "r2";
        if (rows.rows() < 2) {
            return Permutation.skipped(metric, rows.rows(), "there are fewer than 2 test rows");
        }
        score(rows.features());
        long began = System.nanoTime();
        double baseline = score(rows.features());
        Duration all = Duration.ofNanos(System.nanoTime() - began).multipliedBy((long) REPEATS * columns.size());
        if (all.compareTo(LONGEST) > 0) {
            return Permutation.skipped(
                    metric,
                    rows.rows(),
                    "it would take about " + all.toSeconds() + " s, and at most " + LONGEST.toSeconds()
                            + " s are spent on it");
        }
        List<PermutedFeature> features = new ArrayList<>();
        columns.forEach((column, indexes) -> {
            double[] losses = IntStream.range(0, REPEATS)
                    .mapToDouble(_ -> baseline - score(shuffled(indexes)))
                    .toArray();
            features.add(new PermutedFeature(column, Spread.mean(losses), Spread.sd(losses)));
            progress.accept((double) features.size() / columns.size());
        });
        features.sort(Comparator.comparingDouble(PermutedFeature::mean).reversed());
        return new Permutation(metric, rows.rows(), REPEATS, baseline, features, null);
    }

    private double score(Matrix matrix) {
        return switch (model.predict(matrix)) {
            case Predictions.Labels labels -> {
                int[] truth = rows.labels();
                yield IntStream.range(0, truth.length)
                                .filter(row -> labels.labels()[row] == truth[row])
                                .count()
                        / (double) truth.length;
            }
            case Predictions.Clusters _, Predictions.Anomalies _, Predictions.Forecasts _ ->
                throw new IllegalArgumentException("only classifiers and regressions are measured");
            case Predictions.Values values ->
                Metrics.regression(rows.target(), values.values()).getOrDefault("r2", 0.0);
        };
    }

    private Matrix shuffled(List<Integer> indexes) {
        Matrix matrix = rows.features();
        int[] order = Split.shuffled(IntStream.range(0, matrix.rows()).toArray(), random);
        float[] values = matrix.values().clone();
        for (int row = 0; row < order.length; row++) {
            for (int feature : indexes) {
                values[row * matrix.width() + feature] = matrix.get(order[row], feature);
            }
        }
        return new Matrix(matrix.rows(), matrix.features(), values);
    }

    private static PreparedMatrix sample(PreparedMatrix test, int mostRows, Random random) {
        if (test.rows() <= mostRows) {
            return test;
        }
        int[] chosen =
                Arrays.copyOf(Split.shuffled(IntStream.range(0, test.rows()).toArray(), random), mostRows);
        Matrix matrix = test.features();
        float[] values = new float[mostRows * matrix.width()];
        double[] target = new double[mostRows];
        for (int i = 0; i < mostRows; i++) {
            System.arraycopy(matrix.values(), chosen[i] * matrix.width(), values, i * matrix.width(), matrix.width());
            target[i] = test.target()[chosen[i]];
        }
        return new PreparedMatrix(new Matrix(mostRows, matrix.features(), values), target);
    }
}
