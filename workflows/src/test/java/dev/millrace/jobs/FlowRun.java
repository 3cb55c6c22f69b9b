package dev.millrace.jobs;

import io.temporal.client.WorkflowStub;

/** A started workflow: by name, and by what every job answers to. */
public record FlowRun(String workflowId, WorkflowStub stub, JobControl control) {
    public <R> R result(Class<R> type) {
        return stub.getResult(type);
    }
}
