package dev.millrace.entities;

import dev.millrace.entities.intake.ImportReport;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** How an import went. */
@Schema(name = "EntityImport")
record ImportView(
        @Schema(description = "Rows whose id was not there before")
        long imported,

        @Schema(description = "Rows whose id was there, whether or not they changed it")
        long updated,

        @Schema(description = "Rows that were not taken") long failed,

        @Schema(description = "The first 100 of those") List<FailedImport> failures) {
    /** A row that was not taken. */
    record FailedImport(
            @Schema(description = "Counted from 1, a header aside.", example = "17")
            long row,

            @Schema(description = "Why, and what is allowed.")
            String reason) {}

    static ImportView of(ImportReport report) {
        return new ImportView(
                report.imported(),
                report.updated(),
                report.failed(),
                report.failures().stream()
                        .map(failure -> new FailedImport(failure.row(), failure.reason()))
                        .toList());
    }
}
