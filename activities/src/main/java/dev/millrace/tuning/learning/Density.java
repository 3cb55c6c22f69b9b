package dev.millrace.tuning.learning;

import java.util.stream.IntStream;

/**
 * How likely each cell of a domain is, by the values that fell into them: a kernel estimate with Scott's bandwidth for
 * numbers, shares for choices. One more value, spread over all cells, keeps every cell possible.
 */
final class Density {
    private static final double NARROWEST = 0.5;

    private Density() {}

    static double[] ofChoices(int[] counts) {
        double all = IntStream.of(counts).sum() + 1.0;
        return IntStream.of(counts)
                .mapToDouble(count -> (count + 1.0 / counts.length) / all)
                .toArray();
    }

    static double[] ofNumbers(int[] counts) {
        double all = IntStream.of(counts).sum() + 1.0;
        double bandwidth = bandwidth(counts);
        double[] density = new double[counts.length];
        add(density, (counts.length - 1) / 2.0, counts.length, 1 / all);
        for (int cell = 0; cell < counts.length; cell++) {
            if (counts[cell] > 0) {
                add(density, cell, bandwidth, counts[cell] / all);
            }
        }
        return density;
    }

    /** A normal distribution around {@code centre}, cut off at the ends of the domain. */
    private static void add(double[] density, double centre, double width, double weight) {
        double[] kernel = IntStream.range(0, density.length)
                .mapToDouble(cell -> Math.exp(-0.5 * Math.pow((cell - centre) / width, 2)))
                .toArray();
        double all = 0;
        for (double value : kernel) {
            all += value;
        }
        for (int cell = 0; cell < density.length; cell++) {
            density[cell] += weight * kernel[cell] / all;
        }
    }

    /** In cells: 1.059 min(interquartile range / 1.34, standard deviation) n^-1/5 (Scott 1992). */
    private static double bandwidth(int[] counts) {
        int n = IntStream.of(counts).sum();
        double mean = IntStream.range(0, counts.length)
                        .mapToDouble(cell -> (double) cell * counts[cell])
                        .sum()
                / n;
        double squares = IntStream.range(0, counts.length)
                .mapToDouble(cell -> counts[cell] * Math.pow(cell - mean, 2))
                .sum();
        double deviation = Math.sqrt(squares / Math.max(1, n - 1));
        double quartiles = quantile(counts, n * 0.75) - quantile(counts, n * 0.25);
        return Math.max(NARROWEST, 1.059 * Math.min(quartiles / 1.34, deviation) * Math.pow(n, -0.2));
    }

    private static int quantile(int[] counts, double upTo) {
        int cell = 0;
        for (int sum = counts[0]; sum < upTo && cell < counts.length - 1; sum += counts[cell]) {
            cell++;
        }
        return cell;
    }
}
