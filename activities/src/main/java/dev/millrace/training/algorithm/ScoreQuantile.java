package dev.millrace.training.algorithm;

import dev.millrace.models.AnomalyScorer;
import dev.millrace.models.Matrix;
import java.util.Arrays;

/** The score that a share of rows exceeds, between two rows' scores by linear interpolation as numpy has it. */
final class ScoreQuantile {
    private static final int BLOCK = 1 << 14;

    private ScoreQuantile() {}

    static double above(double share, AnomalyScorer scorer, Matrix rows, FitMonitor monitor) {
        double[] scores = new double[rows.rows()];
        for (int first = 0; first < scores.length; first += BLOCK) {
            monitor.throwIfCancelled();
            int end = Math.min(scores.length, first + BLOCK);
            System.arraycopy(scorer.predict(rows.slice(first, end)), 0, scores, first, end - first);
        }
        Arrays.sort(scores);
        double at = (1 - share) * (scores.length - 1);
        int below = (int) at;
        double next = scores[Math.min(scores.length - 1, below + 1)];
        return scores[below] + (at - below) * (next - scores[below]);
    }
}
