package dev.millrace.training;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * One class against the rest: how many positive and negative rows score at least each distinct score, from the highest
 * score down. Equal scores make one point, so ties are counted half in the areas.
 */
record RankedScores(double[] thresholds, long[] truePositives, long[] falsePositives) {
    static RankedScores of(int classes, int c, int[] truth, double[] probabilities) {
        int rows = truth.length;
        int[] order = order(classes, c, probabilities, rows);
        double[] thresholds = new double[rows];
        long[] positives = new long[rows];
        long[] negatives = new long[rows];
        int points = 0;
        long hits = 0;
        for (int i = 0; i < rows; i++) {
            int row = order[i];
            double score = probabilities[row * classes + c];
            hits += truth[row] == c ? 1 : 0;
            boolean last = i + 1 == rows || probabilities[order[i + 1] * classes + c] != score;
            if (last) {
                thresholds[points] = score;
                positives[points] = hits;
                negatives[points++] = i + 1 - hits;
            }
        }
        return new RankedScores(
                Arrays.copyOf(thresholds, points), Arrays.copyOf(positives, points), Arrays.copyOf(negatives, points));
    }

    /** Rows by descending score. */
    private static int[] order(int classes, int c, double[] probabilities, int rows) {
        return IntStream.range(0, rows)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> -probabilities[row * classes + c]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    int points() {
        return thresholds.length;
    }

    long positives() {
        return points() == 0 ? 0 : truePositives[points() - 1];
    }

    long negatives() {
        return points() == 0 ? 0 : falsePositives[points() - 1];
    }

    /** The area under the ROC curve by the trapezoidal rule; NaN without positive or negative rows. */
    double auc() {
        double area = 0;
        long lastPositives = 0;
        long lastNegatives = 0;
        for (int i = 0; i < points(); i++) {
            area += (falsePositives[i] - lastNegatives) * (truePositives[i] + lastPositives) / 2.0;
            lastPositives = truePositives[i];
            lastNegatives = falsePositives[i];
        }
        return area / ((double) positives() * negatives());
    }

    /** Average precision: the sum of precisions weighted by the recall gained; NaN without positive rows. */
    double averagePrecision() {
        double sum = 0;
        long last = 0;
        for (int i = 0; i < points(); i++) {
            double precision = (double) truePositives[i] / (truePositives[i] + falsePositives[i]);
            sum += (truePositives[i] - last) * precision;
            last = truePositives[i];
        }
        return sum / positives();
    }
}
