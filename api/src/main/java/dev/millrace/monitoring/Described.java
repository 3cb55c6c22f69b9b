package dev.millrace.monitoring;

/** What several views say of the same thing. */
final class Described {
    static final String VERDICT =
            "stable: as in the baseline. drifting: a feature or the output is not. degraded: labelled"
                    + " answers are worse than when the version was registered. insufficient_data: nothing can be said yet; detail"
                    + " says why.";

    private Described() {}
}
