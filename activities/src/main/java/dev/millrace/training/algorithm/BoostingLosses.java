package dev.millrace.training.algorithm;

/** The mean losses after a round of boosting; those on rows that there are not are NaN. */
record BoostingLosses(int round, double train, double validation, double test) {
    void report(FitMonitor monitor) {
        monitor.metric(round, "loss", train);
        if (!Double.isNaN(validation)) {
            monitor.metric(round, "validation_loss", validation);
        }
        if (!Double.isNaN(test)) {
            monitor.metric(round, "eval_loss", test);
        }
    }
}
