package dev.millrace.training;

import dev.millrace.models.Matrix;
import dev.millrace.models.Predictions.Clusters;
import dev.millrace.training.EvaluationReport.Cluster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How well rows are divided into clusters: {@code silhouette} (Rousseeuw 1987; the mean over the rows that are in a
 * cluster, where there are two or more clusters) and {@code inertia}, the sum of squared distances to the cluster's mean.
 * Distances are Euclidean between rows as preprocessing gives them.
 */
final class ClusterMetrics {
    /** The silhouette compares every row with every other: of more rows, so many are drawn. */
    static final int MOST_ROWS = 10_000;

    private final Matrix rows;
    private final int[] clusters;
    private final Map<Integer, Integer> sizes = new TreeMap<>();

    ClusterMetrics(Matrix rows, int[] clusters) {
        this.rows = rows;
        this.clusters = clusters;
        Arrays.stream(clusters).forEach(cluster -> sizes.merge(cluster, 1, Integer::sum));
    }

    Map<String, Double> metrics(long seed, Runnable goesOn) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        if (found() > 1) {
            metrics.put("silhouette", silhouette(sample(seed), goesOn));
        }
        metrics.put("inertia", inertia());
        metrics.put("clusters", (double) found());
        return metrics;
    }

    /** The rows of each cluster, noise among them. */
    List<Cluster> sizes() {
        List<Cluster> all = new ArrayList<>();
        sizes.forEach((cluster, count) -> all.add(new Cluster(Clusters.label((double) cluster), count)));
        return all;
    }

    private int found() {
        return (int) sizes.keySet().stream().filter(cluster -> cluster >= 0).count();
    }

    private double inertia() {
        Map<Integer, double[]> means = means();
        double sum = 0;
        for (int row = 0; row < clusters.length; row++) {
            double[] mean = means.get(clusters[row]);
            if (mean != null) {
                for (int feature = 0; feature < rows.width(); feature++) {
                    double difference = rows.get(row, feature) - mean[feature];
                    sum += difference * difference;
                }
            }
        }
        return sum;
    }

    private Map<Integer, double[]> means() {
        Map<Integer, double[]> means = new TreeMap<>();
        for (int row = 0; row < clusters.length; row++) {
            if (clusters[row] >= 0) {
                double[] mean = means.computeIfAbsent(clusters[row], _ -> new double[rows.width()]);
                for (int feature = 0; feature < mean.length; feature++) {
                    mean[feature] += rows.get(row, feature) / (double) sizes.getOrDefault(clusters[row], 1);
                }
            }
        }
        return means;
    }

    private int[] sample(long seed) {
        int[] clustered = IntStream.range(0, clusters.length)
                .filter(row -> clusters[row] >= 0)
                .toArray();
        if (clustered.length <= MOST_ROWS) {
            return clustered;
        }
        return Arrays.copyOf(Split.shuffled(clustered, new Random(seed)), MOST_ROWS);
    }

    private double silhouette(int[] chosen, Runnable goesOn) {
        int[] numbers =
                IntStream.of(chosen).map(row -> clusters[row]).distinct().toArray();
        Map<Integer, Integer> index = new TreeMap<>();
        for (int i = 0; i < numbers.length; i++) {
            index.put(numbers[i], i);
        }
        int[] cluster =
                IntStream.of(chosen).map(row -> index.get(clusters[row])).toArray();
        int[] size = new int[numbers.length];
        IntStream.of(cluster).forEach(c -> size[c]++);
        double sum = 0;
        for (int i = 0; i < chosen.length; i++) {
            goesOn.run();
            sum += silhouette(i, chosen, cluster, size);
        }
        return sum / chosen.length;
    }

    /** Of one row; 0 where it is alone in its cluster. */
    private double silhouette(int i, int[] chosen, int[] cluster, int[] size) {
        if (size[cluster[i]] < 2) {
            return 0;
        }
        double[] distance = new double[size.length];
        for (int j = 0; j < chosen.length; j++) {
            distance[cluster[j]] += distance(chosen[i], chosen[j]);
        }
        double own = distance[cluster[i]] / (size[cluster[i]] - 1);
        double nearest = Double.POSITIVE_INFINITY;
        for (int c = 0; c < size.length; c++) {
            nearest = c == cluster[i] ? nearest : Math.min(nearest, distance[c] / size[c]);
        }
        double larger = Math.max(own, nearest);
        return larger == 0 ? 0 : (nearest - own) / larger;
    }

    private double distance(int one, int other) {
        double sum = 0;
        for (int feature = 0; feature < rows.width(); feature++) {
            double difference = rows.get(one, feature) - rows.get(other, feature);
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }
}
