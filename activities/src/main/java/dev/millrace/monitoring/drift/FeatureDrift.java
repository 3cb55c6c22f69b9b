package dev.millrace.monitoring.drift;

import dev.millrace.monitoring.statistics.TestResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one feature, or the output, differs from the baseline. {@code ks} is there for numbers, {@code chiSquare} for
 * categories, neither where one side has too few values. {@code pValueAdjusted} is the smallest p-value of the feature's
 * tests, corrected for all tests of the report. {@code reasons} say why it is drifting.
 */
public record FeatureDrift(
        String name,
        FeatureKind kind,
        boolean drifting,
        List<String> reasons,
        Samples samples,
        @Nullable Double psi,
        @Nullable TestResult ks,
        @Nullable TestResult chiSquare,
        @Nullable Double pValueAdjusted,
        Missing missing,
        @Nullable Double outOfRange,
        @Nullable Double unseenShare,
        List<String> unseenCategories) {
    public FeatureDrift {
        reasons = List.copyOf(reasons);
        unseenCategories = List.copyOf(unseenCategories);
    }

    public FeatureDrift named(String other) {
        return new FeatureDrift(
                other,
                kind,
                drifting,
                reasons,
                samples,
                psi,
                ks,
                chiSquare,
                pValueAdjusted,
                missing,
                outOfRange,
                unseenShare,
                unseenCategories);
    }

    /** Values that are not missing. */
    public record Samples(long reference, long current) {}

    /** Shares of the rows. */
    public record Missing(double reference, double current) {}
}
