package dev.millrace.pipelines;

import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.util.function.BooleanSupplier;

/** Pieces of work under way side by side. When the workflow is cancelled they are, too, and all have ended when that shows. */
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

    /** Returns when {@code condition} holds. @throws io.temporal.failure.CanceledFailure once nothing is under way any more */
    void await(BooleanSupplier condition) {
        try {
            Workflow.await(condition::getAsBoolean);
        } finally {
            if (CancellationScope.current().isCancelRequested()) {
                Workflow.newDetachedCancellationScope(() -> Workflow.await(() -> count == 0))
                        .run();
            }
        }
    }
}
