package dev.millrace.standalone.temporal;

import com.google.protobuf.util.Durations;
import io.grpc.StatusRuntimeException;
import io.temporal.api.namespace.v1.NamespaceConfig;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.UpdateNamespaceRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.concurrent.TimeUnit;

/** The dev server's namespace: asked whether it is there, and told to keep closed histories. */
final class TemporalNamespace implements AutoCloseable {
    private static final String NAME = "default";
    private static final int RETENTION_DAYS = 30;

    private final WorkflowServiceStubs service;

    TemporalNamespace(String address) {
        service = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(address).build());
    }

    boolean answers() {
        try {
            service.blockingStub()
                    .withDeadlineAfter(1, TimeUnit.SECONDS)
                    .describeNamespace(DescribeNamespaceRequest.newBuilder()
                            .setNamespace(NAME)
                            .build());
            return true;
        } catch (StatusRuntimeException notYet) {
            return false;
        }
    }

    /** The dev server keeps closed histories for one day, and has no option for it. */
    void keepHistories() {
        service.blockingStub()
                .updateNamespace(UpdateNamespaceRequest.newBuilder()
                        .setNamespace(NAME)
                        .setConfig(NamespaceConfig.newBuilder()
                                .setWorkflowExecutionRetentionTtl(Durations.fromDays(RETENTION_DAYS)))
                        .build());
    }

    @Override
    public void close() {
        service.shutdownNow();
    }
}
