package dev.millrace.monitoring.drift;

import dev.millrace.monitoring.statistics.ChiSquare;
import dev.millrace.monitoring.statistics.KolmogorovSmirnov;
import dev.millrace.monitoring.statistics.QuantileBins;
import dev.millrace.monitoring.statistics.StabilityIndex;
import dev.millrace.monitoring.statistics.TestResult;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What differs between the same feature's two profiles, measured but not judged. */
record Difference(
        FeatureProfile reference,
        FeatureProfile current,
        @Nullable Double psi,
        @Nullable TestResult distribution,
        @Nullable TestResult missing) {
    /** With fewer values than this on one side, no distribution is to be seen. */
    private static final int FEWEST = 20;

    private static final int MOST_SHOWN = 10;

    static Difference between(FeatureProfile reference, FeatureProfile current) {
        TestResult missing = missing(reference, current);
        if (reference.present() < FEWEST || current.present() < FEWEST) {
            return new Difference(reference, current, null, null, missing);
        }
        return switch (reference.kind()) {
            case NUMERIC -> numeric(reference, current, missing);
            case CATEGORICAL -> categorical(reference, current, missing);
            case OTHER -> new Difference(reference, current, null, null, missing);
        };
    }

    /** Null where it does not apply. */
    @Nullable
    Double outOfRange() {
        Double min = reference.min();
        Double max = reference.max();
        if (min == null || max == null || current.values().length == 0) {
            return null;
        }
        double outside = Arrays.stream(current.values())
                .filter(value -> value < min || value > max)
                .count();
        return outside / current.values().length;
    }

    @Nullable
    Double unseenShare() {
        if (reference.kind() != FeatureKind.CATEGORICAL || current.present() == 0) {
            return null;
        }
        double unseen = current.categories().entrySet().stream()
                .filter(seen -> unknown(seen.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return unseen / current.present();
    }

    /** The first, the most frequent before the others. */
    List<String> unseen() {
        return current.categories().entrySet().stream()
                .filter(seen -> reference.kind() == FeatureKind.CATEGORICAL && unknown(seen.getKey()))
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(MOST_SHOWN)
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean unknown(String category) {
        return !reference.categories().containsKey(category)
                && !reference.known().contains(category);
    }

    private static Difference numeric(FeatureProfile reference, FeatureProfile current, @Nullable TestResult missing) {
        double[] before = reference.values();
        double[] now = current.values();
        if (before.length == 0 || now.length == 0) {
            return new Difference(reference, current, null, null, missing);
        }
        QuantileBins bins = QuantileBins.of(before);
        double psi = StabilityIndex.of(bins.count(before), bins.count(now));
        return new Difference(reference, current, psi, KolmogorovSmirnov.compare(before, now), missing);
    }

    private static Difference categorical(
            FeatureProfile reference, FeatureProfile current, @Nullable TestResult missing) {
        CategoryCounts counts = CategoryCounts.of(reference.categories(), current.categories());
        return new Difference(
                reference,
                current,
                StabilityIndex.of(counts.reference(), counts.current()),
                ChiSquare.homogeneity(counts.reference(), counts.current()),
                missing);
    }

    private static @Nullable TestResult missing(FeatureProfile reference, FeatureProfile current) {
        if (reference.rows() == 0 || current.rows() == 0) {
            return null;
        }
        return ChiSquare.homogeneity(
                new long[] {reference.missing(), reference.present()},
                new long[] {current.missing(), current.present()});
    }
}
