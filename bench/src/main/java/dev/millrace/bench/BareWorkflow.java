package dev.millrace.bench;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;

/** The least that Temporal can be asked to do: one workflow with one activity. What a Millrace job is compared with. */
@WorkflowInterface
public interface BareWorkflow {
    @WorkflowMethod
    int run(int value);

    /** One activity that does nothing. */
    @ActivityInterface
    interface Nothing {
        int same(int value);
    }

    /** Calls {@link Nothing} once. */
    final class Impl implements BareWorkflow {
        private final Nothing nothing = Workflow.newActivityStub(
                Nothing.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofSeconds(10))
                        .build());

        @Override
        public int run(int value) {
            return nothing.same(value);
        }
    }
}
