package dev.millrace.releases;

/** Where a run goes on that continues another's: in which step, after how much of its hold, and whether it was approved. */
public record Progress(int stage, long heldMs, boolean approved) {
    static final Progress NONE = new Progress(0, 0, false);
}
