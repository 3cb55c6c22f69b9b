package dev.millrace.pipelines;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.function.Supplier;

/** Gives work a longest time; what is under way then is cancelled, and has ended when this ends. */
final class Deadline {
    private Deadline() {}

    /** @throws Problem EXPIRED when the time is up first */
    static Outcome within(Duration longest, Supplier<Outcome> work) {
        CompletablePromise<Outcome> result = Workflow.newPromise();
        CancellationScope scope = Workflow.newCancellationScope(() -> result.completeFrom(Async.function(work::get)));
        scope.run();
        boolean inTime;
        try {
            inTime = Workflow.await(longest, result::isCompleted);
        } catch (CanceledFailure cancelled) {
            awaitEnd(result);
            throw cancelled;
        }
        if (!inTime) {
            scope.cancel("its time is up");
            awaitEnd(result);
            if (result.getFailure() != null) {
                throw new Problem(ProblemType.EXPIRED, "it did not end within its timeout, " + longest);
            }
        }
        return result.get();
    }

    private static void awaitEnd(CompletablePromise<Outcome> result) {
        Workflow.newDetachedCancellationScope(() -> Workflow.await(result::isCompleted))
                .run();
    }
}
