package dev.millrace.training;

import dev.millrace.training.EvaluationReport.Curve;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** ROC and precision-recall curves, one per class against the rest; of two classes only the second's. */
final class Curves {
    private static final int POINTS = 200;

    private Curves() {}

    static List<Curve> roc(List<String> classes, int[] truth, double[] probabilities) {
        List<Curve> curves = new ArrayList<>();
        for (int c = first(classes); c < classes.size(); c++) {
            RankedScores ranked = RankedScores.of(classes.size(), c, truth, probabilities);
            if (ranked.positives() > 0 && ranked.negatives() > 0) {
                curves.add(roc(classes.get(c), ranked));
            }
        }
        return curves;
    }

    static List<Curve> precisionRecall(List<String> classes, int[] truth, double[] probabilities) {
        List<Curve> curves = new ArrayList<>();
        for (int c = first(classes); c < classes.size(); c++) {
            RankedScores ranked = RankedScores.of(classes.size(), c, truth, probabilities);
            if (ranked.positives() > 0) {
                curves.add(precisionRecall(classes.get(c), ranked));
            }
        }
        return curves;
    }

    /** Begins at (0, 0), where no row scores enough. */
    private static Curve roc(String label, RankedScores ranked) {
        int[] points = thinned(ranked.points());
        double[] x = new double[points.length + 1];
        double[] y = new double[points.length + 1];
        double[] thresholds = new double[points.length + 1];
        double highest = ranked.thresholds()[0];
        thresholds[0] = highest > 1 ? Math.nextUp(highest) : 1;
        for (int i = 0; i < points.length; i++) {
            x[i + 1] = (double) ranked.falsePositives()[points[i]] / ranked.negatives();
            y[i + 1] = (double) ranked.truePositives()[points[i]] / ranked.positives();
            thresholds[i + 1] = ranked.thresholds()[points[i]];
        }
        return new Curve(label, x, y, thresholds, ranked.auc());
    }

    private static Curve precisionRecall(String label, RankedScores ranked) {
        int[] points = thinned(ranked.points());
        double[] x = new double[points.length];
        double[] y = new double[points.length];
        double[] thresholds = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            long hits = ranked.truePositives()[points[i]];
            x[i] = (double) hits / ranked.positives();
            y[i] = (double) hits / (hits + ranked.falsePositives()[points[i]]);
            thresholds[i] = ranked.thresholds()[points[i]];
        }
        return new Curve(label, x, y, thresholds, ranked.averagePrecision());
    }

    private static int first(List<String> classes) {
        return classes.size() == 2 ? 1 : 0;
    }

    /** At most {@link #POINTS} indexes, the first and the last among them. */
    private static int[] thinned(int points) {
        int kept = Math.min(POINTS, points);
        return kept < 2
                ? IntStream.range(0, points).toArray()
                : IntStream.range(0, kept)
                        .map(i -> (int) ((long) i * (points - 1) / (kept - 1)))
                        .toArray();
    }
}
