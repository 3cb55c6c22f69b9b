package dev.millrace.pipelines;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a workflow's runs went, of all its versions. */
@Schema(name = "WorkflowStatistics")
record StatisticsView(
        @Schema(description = "All runs, also those under way.", example = "12")
        long runs,

        @Schema(description = "Completed runs by ended ones; null when none has ended.", example = "0.92") @Nullable
        Double successRate,

        @Schema(
                description = "The median time from start to end of completed runs; null when none is.",
                example = "PT1M30S")
        @Nullable
        String durationP50) {
    static StatisticsView of(RunStatistics statistics) {
        return new StatisticsView(
                statistics.runs(),
                statistics.successRate(),
                statistics.durationP50() == null
                        ? null
                        : statistics.durationP50().toString());
    }
}
