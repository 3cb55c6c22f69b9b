package dev.millrace.jobs;

import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.ChildWorkflowStub;
import io.temporal.workflow.Workflow;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job whose workflow is a child of another job's: its type, its id, and its argument as JSON. */
public record ChildRun(
        JobRef job, JobKind kind, String workflowType, String workflowId, Map<String, @Nullable Object> argument) {
    /**
     * Runs it to its end; called in the parent's workflow, whose cancellation it shares.
     *
     * @throws io.temporal.failure.ChildWorkflowFailure when it fails or is cancelled; its job's row says why
     */
    public void run(Priority priority, String summary) {
        stub(priority, summary).execute(Object.class, argument);
    }

    /** For a parent that does something else while it runs. */
    public ChildWorkflowStub stub(Priority priority, String summary) {
        return Workflow.newUntypedChildWorkflowStub(workflowType, options(priority, summary));
    }

    private ChildWorkflowOptions options(Priority priority, String summary) {
        return ChildWorkflowOptions.newBuilder()
                .setWorkflowId(workflowId)
                .setTaskQueue(TaskQueues.ORCHESTRATION)
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
                .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setPriority(priority.of(job.tenant()))
                .setTypedSearchAttributes(io.temporal.common.SearchAttributes.newBuilder()
                        .set(SearchAttributes.TENANT, job.tenant().value())
                        .set(SearchAttributes.KIND, kind.wire())
                        .set(SearchAttributes.STATUS, JobStatus.RUNNING.wire())
                        .build())
                .setStaticSummary(summary)
                .build();
    }
}
