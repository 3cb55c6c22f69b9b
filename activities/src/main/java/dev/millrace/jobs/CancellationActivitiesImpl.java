package dev.millrace.jobs;

import io.temporal.activity.Activity;
import io.temporal.client.WorkflowNotFoundException;
import org.springframework.stereotype.Component;

/** Asks Temporal to cancel the calling run. */
@Component
public final class CancellationActivitiesImpl implements CancellationActivities {
    @Override
    public void requestCancellation() {
        var context = Activity.getExecutionContext();
        var info = context.getInfo();
        try {
            context.getWorkflowClient()
                    .newUntypedWorkflowStub(info.getWorkflowId())
                    .cancel("by the cancel signal");
        } catch (WorkflowNotFoundException ended) {
            // Then there is nothing left to cancel.
        }
    }
}
