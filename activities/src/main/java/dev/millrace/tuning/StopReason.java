package dev.millrace.tuning;

/** Ends a trial from within, in the middle of a fit. */
final class StopReason extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Whether the trial is pruned; else its study has ended. */
    private final boolean pruned;

    private StopReason(boolean pruned) {
        super(pruned ? "pruned" : "the study has ended", null, false, false);
        this.pruned = pruned;
    }

    static StopReason pruned() {
        return new StopReason(true);
    }

    static StopReason studyEnded() {
        return new StopReason(false);
    }

    boolean isPruned() {
        return pruned;
    }
}
