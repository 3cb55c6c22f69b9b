package dev.millrace.jobs;

/**
 * What a step has cost while somebody worked on it, in milliseconds, and which fraction of it that did. The pace is
 * measured from a mark, which follows at about half of the way, since work warms up.
 */
public record StepWork(
        long spentMs, double fraction, long markMs, double markFraction, long nextMs, double nextFraction) {
    public static final StepWork NONE = new StepWork(0, 0, 0, 0, 0, 0);

    private static final double FURTHER = 1.5;
    private static final double ENOUGH = 0.02;
    private static final long ENOUGH_MS = 200;

    /** @param reached of the step, 0 to 1; less than before is passed over */
    public StepWork plus(long ms, double reached) {
        long spent = spentMs + Math.max(0, ms);
        double now = Math.clamp(Math.max(reached, fraction), 0, 1);
        return now > nextFraction && now >= FURTHER * nextFraction
                ? new StepWork(spent, now, nextMs, nextFraction, spent, now)
                : new StepWork(spent, now, markMs, markFraction, nextMs, nextFraction);
    }

    boolean done() {
        return fraction >= 1;
    }

    /** Whether the pace says something. */
    boolean measured() {
        return done() || (fraction >= ENOUGH && spentMs >= ENOUGH_MS);
    }

    /** What the rest will cost at the pace since the mark. */
    double leftMs() {
        return done() ? 0 : (1 - fraction) * (spentMs - markMs) / (fraction - markFraction);
    }

    double totalMs() {
        return spentMs + leftMs();
    }
}
