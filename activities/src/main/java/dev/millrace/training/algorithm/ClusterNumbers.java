package dev.millrace.training.algorithm;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Numbers clusters from the largest on, so that the same clusters have the same numbers however they were found. */
final class ClusterNumbers {
    private ClusterNumbers() {}

    /** The new number of each old one; of equally large clusters the one with the earlier row comes first. */
    static int[] bySize(int[] labels, int clusters) {
        int[] sizes = new int[clusters];
        int[] firsts = new int[clusters];
        for (int row = labels.length - 1; row >= 0; row--) {
            sizes[labels[row]]++;
            firsts[labels[row]] = row;
        }
        int[] order = IntStream.range(0, clusters)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(c -> -sizes[c]).thenComparingInt(c -> firsts[c]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] numbers = new int[clusters];
        for (int i = 0; i < clusters; i++) {
            numbers[order[i]] = i;
        }
        return numbers;
    }
}
