package dev.millrace.automl;

import io.temporal.workflow.Workflow;
import java.time.Duration;

/** What is left of a time budget, by the workflow's clock, which can be held. */
final class Stopwatch {
    private final Duration budget;
    private final long began = Workflow.currentTimeMillis();
    private long heldMs;
    private long heldSince = -1;

    Stopwatch(Duration budget) {
        this.budget = budget;
    }

    void hold() {
        heldSince = Workflow.currentTimeMillis();
    }

    void goOn() {
        if (heldSince >= 0) {
            heldMs += Workflow.currentTimeMillis() - heldSince;
            heldSince = -1;
        }
    }

    /** Never below zero. */
    Duration left() {
        Duration left = budget.minusMillis(Workflow.currentTimeMillis() - began - heldMs);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
