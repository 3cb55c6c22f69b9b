package dev.millrace.jobs;

/** A step and where it stands among the others of its parent. */
public record PlacedStep(JobStep step, Place place) {
    /** Of steps at the same position, {@code tie} counts from 1. */
    public record Place(int position, long tie) {
        public static final Place BEFORE_ALL = new Place(Integer.MIN_VALUE, 0);
    }
}
