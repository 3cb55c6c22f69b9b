package dev.millrace.training.algorithm;

import dev.millrace.models.KnownRows;
import dev.millrace.models.Matrix;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.training.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Joins the two nearest clusters again and again, beginning with single rows. What it finds has no place for new rows. */
final class Hierarchical implements Algorithm {
    private static final int MOST_ROWS = 7000;
    private static final int USUAL_CLUSTERS = 2;
    private static final String THRESHOLD = "distance_threshold";

    @Override
    public String id() {
        return "hierarchical";
    }

    @Override
    public String title() {
        return "Hierarchical (agglomerative) clustering";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.CLUSTERING);
    }

    @Override
    public Hyperparameters hyperparameters() {
        return Hyperparameters.of(
                new Hyperparameter.Whole(
                        "k",
                        "How many clusters; null: " + USUAL_CLUSTERS + ", or as distance_threshold says",
                        null,
                        1,
                        MOST_ROWS,
                        new Hyperparameter.Range(2, 20, false)),
                new Hyperparameter.Choice(
                        "linkage",
                        "How far apart clusters are: ward, by how much joining them adds to the squared distances from the"
                                + " mean; or the average, largest (complete) or smallest (single) distance of their rows",
                        "ward",
                        List.of("ward", "complete", "average", "single"),
                        true),
                new Hyperparameter.RealOrWord(
                        THRESHOLD,
                        "Clusters this far apart are not joined, instead of k",
                        "none",
                        List.of("none"),
                        0,
                        1e9,
                        null));
    }

    @Override
    public FeatureNeeds needs() {
        return new FeatureNeeds(true, false);
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, false, false);
    }

    @Override
    public Fit fit(FitInput input, FitMonitor monitor) {
        monitor.throwIfCancelled();
        Matrix matrix = input.train().features();
        HyperparameterValues values = input.parameters();
        OptionalDouble threshold = values.number(THRESHOLD);
        int k = values.whole("k", threshold.isPresent() ? 1 : USUAL_CLUSTERS);
        check(matrix, k, threshold.isPresent() && values.asMap().get("k") != null);
        Linkage linkage = Linkage.valueOf(values.word("linkage").toUpperCase(Locale.ROOT));
        List<Merges.Merge> merges = Merges.of(matrix, linkage, monitor);
        requireDifferent(merges, k);
        DisjointSets sets = new DisjointSets(matrix.rows());
        merges.stream()
                .limit(matrix.rows() - k)
                .filter(merge -> merge.height() < threshold.orElse(Double.POSITIVE_INFINITY))
                .forEach(merge -> sets.join(merge.one(), merge.other()));
        int[] clusters = sets.numbers();
        int[] numbers =
                ClusterNumbers.bySize(clusters, Arrays.stream(clusters).max().orElseThrow() + 1);
        Arrays.setAll(clusters, row -> numbers[clusters[row]]);
        monitor.progress(1);
        return new Fit(new KnownRows(matrix.values(), clusters), new double[0], Map.of());
    }

    private static void check(Matrix matrix, int k, boolean both) {
        if (both) {
            throw new Problem(
                    ProblemType.TRAINING_IMPOSSIBLE,
                    "k and distance_threshold are both given; give a k or a threshold");
        }
        if (matrix.rows() > MOST_ROWS) {
            throw new Problem(
                    ProblemType.TRAINING_IMPOSSIBLE,
                    "hierarchical takes at most " + MOST_ROWS
                            + " rows, for its memory grows with their square, and there" + " are " + matrix.rows()
                            + "; choose k_means, x_means or dbscan, or fewer rows");
        }
        KMeans.requireRows("k", k, matrix.rows());
    }

    /** Equal rows are joined first, at height 0. */
    private static void requireDifferent(List<Merges.Merge> merges, int k) {
        int different =
                1 + (int) merges.stream().filter(merge -> merge.height() > 0).count();
        if (k > different) {
            throw CentreSeeding.tooFew(k, different);
        }
    }
}
