package dev.millrace.monitoring.drift;

import java.util.Map;
import java.util.TreeSet;

/**
 * How often each category is in either sample. Those of which fewer than five are to be expected in the smaller sample are
 * counted together, as the chi-square test wants it (Cochran 1954).
 */
record CategoryCounts(long[] reference, long[] current) {
    private static final double FEWEST_EXPECTED = 5;

    static CategoryCounts of(Map<String, Long> reference, Map<String, Long> current) {
        double before = total(reference);
        double now = total(current);
        double smaller = Math.min(before, now) / (before + now);
        TreeSet<String> names = new TreeSet<>(reference.keySet());
        names.addAll(current.keySet());
        names.removeIf(name -> (count(reference, name) + count(current, name)) * smaller < FEWEST_EXPECTED);
        return new CategoryCounts(counts(reference, names, before), counts(current, names, now));
    }

    /** The last is what all others amount to. */
    private static long[] counts(Map<String, Long> sample, TreeSet<String> names, double total) {
        long[] counts = new long[names.size() + 1];
        long left = (long) total;
        int i = 0;
        for (String name : names) {
            counts[i] = count(sample, name);
            left -= counts[i++];
        }
        counts[i] = left;
        return counts;
    }

    private static long count(Map<String, Long> sample, String name) {
        return sample.getOrDefault(name, 0L);
    }

    private static double total(Map<String, Long> sample) {
        return sample.values().stream().mapToLong(Long::longValue).sum();
    }
}
