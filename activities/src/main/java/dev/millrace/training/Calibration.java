package dev.millrace.training;

import dev.millrace.training.EvaluationReport.CalibrationCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How often a class is true where it was predicted with some probability, in ten bins of about as many rows each. The bins
 * are those of scikit-learn's {@code calibration_curve} with the strategy {@code quantile}; empty ones are left out.
 */
final class Calibration {
    private static final int BINS = 10;

    private Calibration() {}

    /** One curve per class; of two classes only the positive one's, the second unless named. */
    static List<CalibrationCurve> of(
            List<String> classes, int[] truth, double[] probabilities, @Nullable Integer positiveClass) {
        if (truth.length == 0) {
            return List.of();
        }
        if (classes.size() == 2) {
            return List.of(curve(classes, positiveClass == null ? 1 : positiveClass, truth, probabilities));
        }
        List<CalibrationCurve> curves = new ArrayList<>();
        for (int c = 0; c < classes.size(); c++) {
            curves.add(curve(classes, c, truth, probabilities));
        }
        return curves;
    }

    private static CalibrationCurve curve(List<String> classes, int c, int[] truth, double[] probabilities) {
        double[] scores = new double[truth.length];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = probabilities[row * classes.size() + c];
        }
        double[] edges = innerEdges(scores);
        double[] predicted = new double[BINS];
        double[] hits = new double[BINS];
        int[] rows = new int[BINS];
        for (int row = 0; row < scores.length; row++) {
            int bin = bin(edges, scores[row]);
            predicted[bin] += scores[row];
            hits[bin] += truth[row] == c ? 1 : 0;
            rows[bin]++;
        }
        int[] filled = IntStream.range(0, BINS).filter(bin -> rows[bin] > 0).toArray();
        return new CalibrationCurve(
                classes.get(c),
                Arrays.stream(filled)
                        .mapToDouble(bin -> predicted[bin] / rows[bin])
                        .toArray(),
                Arrays.stream(filled).mapToDouble(bin -> hits[bin] / rows[bin]).toArray(),
                Arrays.stream(filled).map(bin -> rows[bin]).toArray());
    }

    /** The deciles, interpolated linearly between the rows beside them. */
    private static double[] innerEdges(double[] scores) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        double[] edges = new double[BINS - 1];
        for (int i = 0; i < edges.length; i++) {
            double at = (sorted.length - 1) * (i + 1.0) / BINS;
            int below = (int) at;
            int above = Math.min(below + 1, sorted.length - 1);
            edges[i] = sorted[below] + (at - below) * (sorted[above] - sorted[below]);
        }
        return edges;
    }

    /** A score on an edge belongs below it. */
    private static int bin(double[] edges, double score) {
        int bin = 0;
        while (bin < edges.length && score > edges[bin]) {
            bin++;
        }
        return bin;
    }
}
