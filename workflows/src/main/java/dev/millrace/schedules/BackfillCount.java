package dev.millrace.schedules;

/** What became of the runs of a backfill so far; {@code skipped} are times that had a run before. */
public record BackfillCount(int completed, int failed, int cancelled, int skipped) {
    public static final BackfillCount NONE = new BackfillCount(0, 0, 0, 0);

    public int done() {
        return completed + failed + cancelled + skipped;
    }

    BackfillCount plusCompleted() {
        return new BackfillCount(completed + 1, failed, cancelled, skipped);
    }

    BackfillCount plusFailed() {
        return new BackfillCount(completed, failed + 1, cancelled, skipped);
    }

    BackfillCount plusCancelled() {
        return new BackfillCount(completed, failed, cancelled + 1, skipped);
    }

    BackfillCount plusSkipped() {
        return new BackfillCount(completed, failed, cancelled, skipped + 1);
    }
}
