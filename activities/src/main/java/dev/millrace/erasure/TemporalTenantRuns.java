package dev.millrace.erasure;

import com.google.protobuf.ByteString;
import dev.millrace.payloads.TenantCodec;
import dev.millrace.tenancy.TenantId;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.schedule.v1.ScheduleListEntry;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DeleteScheduleRequest;
import io.temporal.api.workflowservice.v1.DeleteWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.ListSchedulesRequest;
import io.temporal.api.workflowservice.v1.ListSchedulesResponse;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import io.temporal.api.workflowservice.v1.TerminateWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.client.WorkflowClient;
import java.util.concurrent.TimeUnit;

/**
 * By Temporal's own service. Looks at every run that Temporal lists, since a run's id names its tenant and its search
 * attributes need not.
 */
final class TemporalTenantRuns implements TenantRuns {
    private static final int PAGE = 1_000;
    private static final long SECONDS = 10;

    private final WorkflowClient client;

    TemporalTenantRuns(WorkflowClient client) {
        this.client = client;
    }

    @Override
    public long deleteSchedules(TenantId tenant) {
        long deleted = 0;
        ByteString next = ByteString.EMPTY;
        do {
            ListSchedulesResponse page = stub().listSchedules(ListSchedulesRequest.newBuilder()
                    .setNamespace(namespace())
                    .setMaximumPageSize(PAGE)
                    .setNextPageToken(next)
                    .build());
            for (ScheduleListEntry schedule : page.getSchedulesList()) {
                if (isOf(tenant, schedule.getScheduleId())) {
                    quietly(() -> stub().deleteSchedule(DeleteScheduleRequest.newBuilder()
                            .setNamespace(namespace())
                            .setScheduleId(schedule.getScheduleId())
                            .build()));
                    deleted++;
                }
            }
            next = page.getNextPageToken();
        } while (!next.isEmpty());
        return deleted;
    }

    @Override
    public long deleteRuns(TenantId tenant) {
        long deleted = 0;
        ByteString next = ByteString.EMPTY;
        do {
            ListWorkflowExecutionsResponse page = stub().listWorkflowExecutions(
                            ListWorkflowExecutionsRequest.newBuilder()
                                    .setNamespace(namespace())
                                    .setPageSize(PAGE)
                                    .setNextPageToken(next)
                                    .build());
            for (WorkflowExecutionInfo run : page.getExecutionsList()) {
                if (isOf(tenant, run.getExecution().getWorkflowId())) {
                    delete(run);
                    deleted++;
                }
            }
            next = page.getNextPageToken();
        } while (!next.isEmpty());
        return deleted;
    }

    private void delete(WorkflowExecutionInfo run) {
        WorkflowExecution execution = run.getExecution();
        if (run.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
            quietly(() -> stub().terminateWorkflowExecution(TerminateWorkflowExecutionRequest.newBuilder()
                    .setNamespace(namespace())
                    .setWorkflowExecution(execution)
                    .setReason("the workspace is erased")
                    .build()));
        }
        quietly(() -> stub().deleteWorkflowExecution(DeleteWorkflowExecutionRequest.newBuilder()
                .setNamespace(namespace())
                .setWorkflowExecution(execution)
                .build()));
    }

    private static boolean isOf(TenantId tenant, String id) {
        return TenantCodec.tenant(id).filter(tenant::equals).isPresent();
    }

    /** What is gone meanwhile needs no deletion. */
    private static void quietly(Runnable call) {
        try {
            call.run();
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.NOT_FOUND) {
                throw e;
            }
        }
    }

    private WorkflowServiceBlockingStub stub() {
        return client.getWorkflowServiceStubs().blockingStub().withDeadlineAfter(SECONDS, TimeUnit.SECONDS);
    }

    private String namespace() {
        return client.getOptions().getNamespace();
    }
}
