package dev.millrace.training.algorithm;

import dev.millrace.models.Predictor;
import dev.millrace.training.Task;

/** The mean log loss or squared error of a predictor, a block of rows at a time, so that the fit can be stopped meanwhile. */
final class FittedLoss {
    private static final int BLOCK = 1 << 10;
    private static final double SMALLEST = 1e-15;

    private FittedLoss() {}

    /** Reports {@code loss} on the rows fitted on and {@code eval_loss} on the test rows. */
    static void report(Predictor predictor, FitInput input, int step, FitMonitor monitor) {
        monitor.metric(step, "loss", of(predictor, input.task(), input.train(), monitor));
        reportTest(predictor, input, step, monitor);
    }

    static void reportTest(Predictor predictor, FitInput input, int step, FitMonitor monitor) {
        PreparedMatrix test = input.test();
        if (test != null && test.rows() > 0) {
            monitor.metric(step, "eval_loss", of(predictor, input.task(), test, monitor));
        }
    }

    static double of(Predictor predictor, Task task, PreparedMatrix rows, FitMonitor monitor) {
        int outputs = predictor.outputs();
        double loss = 0;
        for (int first = 0; first < rows.rows(); first += BLOCK) {
            monitor.throwIfCancelled();
            int end = Math.min(rows.rows(), first + BLOCK);
            double[] predicted = predictor.predict(rows.features().slice(first, end));
            for (int row = first; row < end; row++) {
                int at = (row - first) * outputs;
                double target = rows.target()[row];
                loss += task == Task.CLASSIFICATION
                        ? -Math.log(Math.max(SMALLEST, predicted[at + (int) target]))
                        : (predicted[at] - target) * (predicted[at] - target);
            }
        }
        return loss / rows.rows();
    }
}
