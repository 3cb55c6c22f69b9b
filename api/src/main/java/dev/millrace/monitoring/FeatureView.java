package dev.millrace.monitoring;

import dev.millrace.monitoring.drift.FeatureDrift;
import dev.millrace.monitoring.drift.FeatureKind;
import dev.millrace.monitoring.statistics.TestResult;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one feature, or the output, differs from the baseline. */
record FeatureView(
        String name,

        @Schema(
                description =
                        "numeric: compared by Kolmogorov-Smirnov. categorical: by chi-square. other (texts, times): only by what is missing.")
        FeatureKind kind,

        boolean drifting,
        @Schema(description = "Why it is drifting.") List<String> reasons,

        @Schema(description = "Values that are not missing.")
        FeatureDrift.Samples samples,

        @Schema(description = "Population stability index; null where one side has too few values.") @Nullable
        Double psi,

        @Nullable TestResult ks,
        @Nullable TestResult chiSquare,

        @Schema(
                description =
                        "The smallest p-value of the feature's tests, corrected for all tests of the report by Holm's method.")
        @Nullable
        Double pValueAdjusted,

        @Schema(description = "Shares of the rows.") FeatureDrift.Missing missing,

        @Schema(description = "Share of the numbers outside of the range that the training data have.") @Nullable
        Double outOfRange,

        @Schema(description = "Share of the values that are categories not known from the training data.") @Nullable
        Double unseenShare,

        @Schema(description = "The ten most frequent of them.")
        List<String> unseenCategories) {
    static FeatureView of(FeatureDrift drift) {
        return new FeatureView(
                drift.name(),
                drift.kind(),
                drift.drifting(),
                drift.reasons(),
                drift.samples(),
                drift.psi(),
                drift.ks(),
                drift.chiSquare(),
                drift.pValueAdjusted(),
                drift.missing(),
                drift.outOfRange(),
                drift.unseenShare(),
                drift.unseenCategories());
    }
}
