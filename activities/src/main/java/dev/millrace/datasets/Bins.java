package dev.millrace.datasets;

import java.util.List;
import java.util.stream.IntStream;

/** Bins of equal width over a range of values. */
sealed interface Bins {
    /** At most {@code most} bins; those of integers have integers as borders. */
    static Bins over(Number min, Number max, int most) {
        if (min instanceof Long from && max instanceof Long to && to - (double) from < 1L << 53) {
            long values = to - from + 1;
            long width = Math.ceilDiv(values, most);
            return new OfIntegers(from, width, (int) Math.ceilDiv(values, width));
        }
        double from = min.doubleValue();
        double width = max.doubleValue() / most - from / most;
        return from + width > from && max.doubleValue() - width < max.doubleValue()
                ? new OfNumbers(from, max.doubleValue(), width, most)
                : new OfNumbers(from, max.doubleValue(), 1, 1);
    }

    int count();

    /** SQL for the number of the bin that a value falls into, the first being 0. */
    String index(String value);

    List<Histogram.Bin> with(long[] counts);

    /** Bin i holds the integers from {@code from + i * width} to before {@code from + (i + 1) * width}. */
    record OfIntegers(long from, long width, int count) implements Bins {
        @Override
        public String index(String value) {
            return "CAST((" + value + " - (" + from + ")) // " + width + " AS INTEGER)";
        }

        @Override
        public List<Histogram.Bin> with(long[] counts) {
            return IntStream.range(0, count)
                    .mapToObj(i -> new Histogram.Bin(from + i * width, from + (i + 1) * width, counts[i]))
                    .toList();
        }
    }

    /** The last bin ends with {@code to}, included. */
    record OfNumbers(double from, double to, double width, int count) implements Bins {
        @Override
        public String index(String value) {
            // Divided first where the difference of two doubles may be too large for one.
            String position = Double.isFinite(to - from)
                    ? "(" + value + " - " + literal(from) + ") / " + literal(width)
                    : value + " / " + literal(width) + " - " + literal(from / width);
            return count == 1
                    ? "0"
                    : "greatest(0, least(" + (count - 1) + ", CAST(floor(" + position + ") AS INTEGER)))";
        }

        @Override
        public List<Histogram.Bin> with(long[] counts) {
            return IntStream.range(0, count)
                    .mapToObj(i -> new Histogram.Bin(border(i), border(i + 1), counts[i]))
                    .toList();
        }

        private double border(int i) {
            double share = (double) i / count;
            return i == count ? to : from * (1 - share) + to * share;
        }

        private static String literal(double value) {
            return "CAST('" + value + "' AS DOUBLE)";
        }
    }
}
