package dev.millrace.tuning.learning;

/** What charts of a study have in common. */
final class Charts {
    /** Trials in a chart; more cannot be told apart on a screen. */
    static final int MOST_POINTS = 1000;

    private Charts() {}
}
