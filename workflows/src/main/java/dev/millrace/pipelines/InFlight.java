package dev.millrace.pipelines;

import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;

/** Pieces of work under way side by side. Whoever starts some drains them before it ends, however it ends. */
final class InFlight {
    private int count;

    void start(Runnable work) {
        count++;
        Async.procedure(() -> {
            try {
                work.run();
            } finally {
                count--;
            }
        });
    }

    int count() {
        return count;
    }

    /** Returns once nothing is under way, also in a run that is cancelled. */
    void drain() {
        if (count > 0) {
            Workflow.newDetachedCancellationScope(() -> Workflow.await(() -> count == 0))
                    .run();
        }
    }
}
