package dev.millrace.training;

/** Which rows a model is fitted on: the training part, judged on the rest, or all of them, to be registered. */
public enum TrainingPart {
    TRAIN("the training rows", ""),
    ALL("all rows", "_all");

    private final String rows;
    private final String suffix;

    TrainingPart(String rows, String suffix) {
        this.rows = rows;
        this.suffix = suffix;
    }

    /** For people. */
    public String rows() {
        return rows;
    }

    /** The name of a step done on this part: {@code fit}, {@code fit_all}. */
    public String step(String name) {
        return name + suffix;
    }
}
