package dev.millrace.training;

import dev.millrace.models.Predictions.Anomalies;
import dev.millrace.training.EvaluationReport.AnomalyScores;
import dev.millrace.training.EvaluationReport.ConfusionMatrix;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How anomaly scores are distributed and, by the rows of which it is known, how well they tell anomalies from normal rows.
 * {@code anomaly_rate} is the share of all rows above the threshold.
 */
final class AnomalyReport {
    static final int BINS = 30;

    private static final int ANOMALY = 1;

    private final Anomalies scored;
    /** Rows whose truth is known. */
    private final Anomalies known;

    private final int[] truth;

    AnomalyReport(Anomalies scored, double[] truth) {
        int[] rows = IntStream.range(0, truth.length)
                .filter(row -> !Double.isNaN(truth[row]))
                .toArray();
        this.scored = scored;
        this.known = (Anomalies) scored.select(rows);
        this.truth = IntStream.of(rows).map(row -> (int) truth[row]).toArray();
    }

    /** Precision, recall, f1 and roc_auc are there only where anomalies are known. */
    Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        long found = IntStream.range(0, scored.rows()).filter(scored::anomaly).count();
        metrics.put("anomaly_rate", (double) found / Math.max(1, scored.rows()));
        if (Arrays.stream(truth).anyMatch(label -> label == ANOMALY)) {
            ClassCounts counts = ClassCounts.of(confusion());
            metrics.put("precision", counts.precision(ANOMALY));
            metrics.put("recall", counts.recall(ANOMALY));
            metrics.put("f1", counts.f1(ANOMALY));
            double auc = RankedScores.of(2, ANOMALY, truth, columns()).auc();
            if (!Double.isNaN(auc)) {
                metrics.put("roc_auc", auc);
            }
        }
        return metrics;
    }

    /** The scores, and curves where something is known. */
    ReportParts parts() {
        return truth.length == 0
                ? ReportParts.ofAnomalies(histogram())
                : ReportParts.ofKnownAnomalies(
                        histogram(),
                        new ConfusionMatrix(KnownAnomalies.LABELS, confusion()),
                        Curves.roc(KnownAnomalies.LABELS, truth, columns()),
                        Curves.precisionRecall(KnownAnomalies.LABELS, truth, columns()));
    }

    private int[][] confusion() {
        int[] predicted = IntStream.range(0, known.rows())
                .map(row -> known.anomaly(row) ? ANOMALY : 0)
                .toArray();
        return Metrics.confusion(2, truth, predicted);
    }

    /** The scores as those of the second of two classes. */
    private double[] columns() {
        double[] columns = new double[2 * known.rows()];
        for (int row = 0; row < known.rows(); row++) {
            columns[2 * row + ANOMALY] = known.scores()[row];
        }
        return columns;
    }

    /** Bins of the same width from the lowest to the highest score; the last one includes its end. */
    private AnomalyScores histogram() {
        double[] scores = scored.scores();
        double low = Arrays.stream(scores).min().orElse(0);
        double high = Arrays.stream(scores).max().orElse(1);
        double width = high > low ? (high - low) / BINS : 1.0 / BINS;
        double[] edges = new double[BINS + 1];
        for (int bin = 0; bin <= BINS; bin++) {
            edges[bin] = bin == BINS && high > low ? high : low + bin * width;
        }
        int[] counts = new int[BINS];
        for (double score : scores) {
            counts[Math.clamp((long) ((score - low) / width), 0, BINS - 1)]++;
        }
        return new AnomalyScores(scored.threshold(), edges, counts);
    }
}
