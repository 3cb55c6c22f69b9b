package dev.millrace.schedules;

import dev.millrace.jobs.Policies;
import io.temporal.workflow.Workflow;
import java.util.Map;

/** A job whose one step is scripted. */
public final class FakeJobImpl implements FakeWork.FakeJob {
    @Override
    public void run(Map<String, Object> request) {
        Workflow.newActivityStub(FakeWork.class, Policies.inference("Work")).work(String.valueOf(request.get("time")));
    }
}
