package dev.millrace.releases;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What feedback says of a version's predictions. */
sealed interface Labelled {
    long n();

    /** NaN for a metric that does not go with the task. */
    double metric(String name);

    /** The metric as a mean of observations. */
    Mean mean(String name);

    /** How often each label was predicted for each true one: predicted, true, count. */
    record Classes(Map<Pair, Long> counts) implements Labelled {
        record Pair(String predicted, String truth) {}

        @Override
        public long n() {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }

        @Override
        public double metric(String name) {
            return switch (name) {
                case "accuracy" -> n() == 0 ? Double.NaN : (double) right() / n();
                case "precision" -> macro((hits, predicted, truth) -> hits / predicted);
                case "recall" -> macro((hits, predicted, truth) -> hits / truth);
                case "f1" -> macro((hits, predicted, truth) -> 2 * hits / (predicted + truth));
                default -> Double.NaN;
            };
        }

        @Override
        public Mean mean(String name) {
            return name.equals("accuracy") ? Mean.ofShare(right(), n()) : Mean.NOTHING;
        }

        private long right() {
            return counts.entrySet().stream()
                    .filter(entry ->
                            entry.getKey().predicted().equals(entry.getKey().truth()))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }

        /** Over the classes that occur; one that is never predicted, or never true, counts as 0. */
        private double macro(ClassMetric metric) {
            SortedSet<String> classes =
                    counts.keySet().stream().map(Pair::truth).collect(Collectors.toCollection(TreeSet::new));
            counts.keySet().forEach(pair -> classes.add(pair.predicted()));
            Map<String, Long> predicted = new TreeMap<>();
            Map<String, Long> truth = new TreeMap<>();
            counts.forEach((pair, count) -> {
                predicted.merge(pair.predicted(), count, Long::sum);
                truth.merge(pair.truth(), count, Long::sum);
            });
            return classes.stream()
                    .mapToDouble(name -> {
                        long hits = counts.getOrDefault(new Pair(name, name), 0L);
                        return hits == 0
                                ? 0
                                : metric.of((double) hits, (double) predicted.getOrDefault(name, 0L), (double)
                                        truth.getOrDefault(name, 0L));
                    })
                    .average()
                    .orElse(Double.NaN);
        }

        private interface ClassMetric {
            double of(double hits, double predicted, double truth);
        }
    }

    /** Sums over the errors d of predicted values, and over the true values t. */
    record Values(long n, double absolute, double squares, double fourths, double truths, double truthSquares)
            implements Labelled {
        @Override
        public double metric(String name) {
            return switch (name) {
                case "rmse" -> Math.sqrt(squares / n);
                case "mse" -> squares / n;
                case "mae" -> absolute / n;
                case "r2" -> 1 - squares / (truthSquares - truths * truths / n);
                default -> Double.NaN;
            };
        }

        @Override
        public Mean mean(String name) {
            return switch (name) {
                case "mae" -> Mean.of(n, absolute, squares);
                case "mse" -> Mean.of(n, squares, fourths);
                default -> Mean.NOTHING;
            };
        }
    }
}
