package dev.millrace.jobs;

/**
 * A step that a job will do. Steps of one {@code kind} cost in proportion to their {@code size} (such as rows). Before a
 * {@code main} kind has been measured nothing can be said about the whole job; steps that are not, cost little beside.
 * Those that are {@code parallel} are worked on side by side.
 */
public record PlannedStep(String step, String kind, double size, boolean main, boolean parallel) {
    public static PlannedStep main(String step, String kind, double size) {
        return new PlannedStep(step, kind, size, true, false);
    }

    public static PlannedStep minor(String step, String kind, double size) {
        return new PlannedStep(step, kind, size, false, false);
    }

    public PlannedStep besideOthers() {
        return new PlannedStep(step, kind, size, main, true);
    }
}
