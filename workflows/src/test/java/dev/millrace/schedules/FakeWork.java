package dev.millrace.schedules;

import io.temporal.activity.ActivityInterface;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.Map;

/** The work of a fake job. */
@ActivityInterface(namePrefix = "Fake")
public interface FakeWork {
    void work(String time);

    /** A job that does this work. */
    @WorkflowInterface
    interface FakeJob {
        @WorkflowMethod
        void run(Map<String, Object> request);
    }
}
