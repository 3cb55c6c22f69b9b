package dev.millrace.jobs;

import dev.millrace.problems.Problem;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs by Temporal's client. */
final class TemporalRuns implements Runs {
    private static final Duration CALL = Duration.ofSeconds(3);
    private static final Duration PING = Duration.ofSeconds(1);
    private static final Duration QUERY = Duration.ofSeconds(5);
    private static final Duration UPDATE = Duration.ofSeconds(5);

    private final WorkflowClient client;
    private final TemporalCalls calls;

    TemporalRuns(WorkflowClient client, TemporalCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    @Override
    public String start(RunStart start) {
        WorkflowStub stub = client.newUntypedWorkflowStub(start.workflowType(), options(start));
        return calls.within(CALL, () -> {
            try {
                return stub.start(start.argument()).getRunId();
            } catch (WorkflowExecutionAlreadyStarted closed) {
                return closed.getExecution().getRunId();
            }
        });
    }

    @Override
    public void signal(Job job, String signal, @Nullable Object argument) {
        calls.within(CALL, () -> {
            if (argument == null) {
                stub(job).signal(signal);
            } else {
                stub(job).signal(signal, argument);
            }
            return signal;
        });
    }

    @Override
    public void update(RunUpdate update) {
        var options = UpdateOptions.newBuilder(Void.class)
                .setUpdateName(update.name())
                .setUpdateId(update.id() == null ? "" : update.id())
                .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                .build();
        calls.within(UPDATE, () -> {
            try {
                WorkflowStub stub = client.newUntypedWorkflowStub(update.workflowId());
                stub.startUpdate(options, update.argument()).getResult();
                return update;
            } catch (WorkflowUpdateException refused) {
                throw Problem.conflict(reason(refused));
            }
        });
    }

    @Override
    public void cancel(Job job) {
        calls.within(CALL, () -> {
            stub(job).cancel("asked for by a user");
            return job;
        });
    }

    @Override
    public JobState state(Job job) {
        return calls.within(QUERY, () -> stub(job).query("state", JobState.class));
    }

    @Override
    public RunFate fate(String workflowId) {
        return calls.within(CALL, () -> {
            try {
                return fate(client.newUntypedWorkflowStub(workflowId).describe().getStatus());
            } catch (WorkflowNotFoundException e) {
                if (TemporalCalls.namespaceIsMissing(e)) {
                    throw e;
                }
                return new RunFate.Lost("Temporal does not know the run any more");
            }
        });
    }

    @Override
    public boolean areReachable() {
        DescribeNamespaceRequest ours = DescribeNamespaceRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .build();
        try {
            return calls.within(
                    PING,
                    () -> client.getWorkflowServiceStubs()
                            .blockingStub()
                            .describeNamespace(ours)
                            .isInitialized());
        } catch (Problem down) {
            return false;
        }
    }

    private static String reason(WorkflowUpdateException refused) {
        return refused.getCause() instanceof ApplicationFailure failure
                ? failure.getOriginalMessage()
                : "the run does not take this now";
    }

    private static RunFate fate(WorkflowExecutionStatus status) {
        return switch (status) {
            case WORKFLOW_EXECUTION_STATUS_COMPLETED -> new RunFate.Completed();
            case WORKFLOW_EXECUTION_STATUS_CANCELED -> new RunFate.Cancelled();
            case WORKFLOW_EXECUTION_STATUS_TERMINATED -> new RunFate.Lost("the run was terminated in Temporal");
            case WORKFLOW_EXECUTION_STATUS_TIMED_OUT -> new RunFate.Lost("the run timed out in Temporal");
            case WORKFLOW_EXECUTION_STATUS_FAILED ->
                new RunFate.Lost("the run failed in Temporal without saying why; its history there tells more");
            case WORKFLOW_EXECUTION_STATUS_RUNNING,
                    WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW,
                    WORKFLOW_EXECUTION_STATUS_PAUSED,
                    WORKFLOW_EXECUTION_STATUS_UNSPECIFIED,
                    UNRECOGNIZED -> new RunFate.Open();
        };
    }

    private WorkflowStub stub(Job job) {
        return client.newUntypedWorkflowStub(job.workflowId());
    }

    private static WorkflowOptions options(RunStart start) {
        Job job = start.job();
        return WorkflowOptions.newBuilder()
                .setWorkflowId(job.workflowId())
                .setTaskQueue(TaskQueues.ORCHESTRATION)
                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setPriority(job.priority().of(job.ref().tenant()))
                .setTypedSearchAttributes(io.temporal.common.SearchAttributes.newBuilder()
                        .set(SearchAttributes.TENANT, job.ref().tenant().value())
                        .set(SearchAttributes.KIND, job.kind().wire())
                        .set(SearchAttributes.STATUS, JobStatus.RUNNING.wire())
                        .set(SearchAttributes.MODEL, start.model())
                        .build())
                .setMemo(Map.of("job", job.ref().job().toString(), "name", job.name()))
                .setStaticSummary(job.kind().wire().replace('_', ' ') + " · " + job.name())
                .build();
    }
}
