package dev.millrace.entities.intake;

import java.util.List;

/** How an import went; {@code failures} are the first of those that failed. */
public record ImportReport(long imported, long updated, long failed, List<Failure> failures) {
    public ImportReport {
        failures = List.copyOf(failures);
    }

    /** A row that was not taken, and why; rows count from 1. */
    public record Failure(long row, String reason) {}
}
