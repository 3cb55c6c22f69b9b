package dev.millrace.bench;

import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Many activities that do nothing, {@code window} at a time: what a pipeline of as many steps is compared with. */
@WorkflowInterface
public interface BareGraph {
    @WorkflowMethod
    void run(int activities, int window);

    final class Impl implements BareGraph {
        private final BareWorkflow.Nothing nothing = Workflow.newActivityStub(
                BareWorkflow.Nothing.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofSeconds(10))
                        .build());

        @Override
        public void run(int activities, int window) {
            List<Promise<Integer>> inFlight = new ArrayList<>();
            for (int i = 0; i < activities; i++) {
                if (inFlight.size() >= window) {
                    Promise.anyOf(inFlight).get();
                    inFlight.removeIf(Promise::isCompleted);
                }
                inFlight.add(Async.function(nothing::same, i));
            }
            Promise.allOf(inFlight).get();
        }
    }
}
