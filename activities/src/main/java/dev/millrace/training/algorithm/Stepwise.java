package dev.millrace.training.algorithm;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A fit in steps, such as rounds of boosting, each of which leaves a state to go on from. A step that is stopped in its
 * middle leaves the state as it was before.
 */
interface Stepwise {
    /** How many steps are done, those of earlier attempts included. */
    int done();

    /** Does one more (or a few). */
    void advance(FitMonitor monitor);

    void write(OutputStream out) throws IOException;

    /** Whether it is not worth going on before the last step. */
    default boolean settled() {
        return false;
    }

    /** Whether a fit that goes on from the state ends as this one would. */
    default boolean resumable() {
        return true;
    }

    /** Takes the fit to its last step. The state is offered after each, and once more when a step is stopped. */
    static void run(Stepwise fit, int steps, FitMonitor monitor) {
        try {
            while (fit.done() < steps && !fit.settled()) {
                monitor.throwIfCancelled();
                fit.advance(monitor);
                monitor.progress((double) fit.done() / steps);
                offer(fit, monitor);
            }
        } catch (RuntimeException stopped) {
            if (fit.done() > 0) {
                offer(fit, monitor);
            }
            throw stopped;
        }
    }

    private static void offer(Stepwise fit, FitMonitor monitor) {
        if (fit.resumable()) {
            monitor.checkpoint(fit.done(), fit::write);
        }
    }
}
