package dev.millrace.jobs;

import dev.millrace.tenancy.TenantId;
import io.temporal.activity.Activity;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.Jackson3JsonPayloadConverter;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A Temporal server that skips time, with one workflow, a recorded row and fake activities on every queue. */
public final class FlowFixture implements AutoCloseable {
    public static final JobRef JOB =
            new JobRef(new TenantId("default"), new JobId(UUID.fromString("01890000-0000-7000-8000-000000000001")));

    private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance(options());
    private final RecordedRow row = new RecordedRow();

    public FlowFixture(Class<?> workflow, Object activities) {
        this(List.of(workflow), activities);
    }

    /** @param local activities that the workflows call as local ones, besides those of every job */
    public FlowFixture(List<Class<?>> workflows, Object activities, Object... local) {
        var orchestration = temporal.newWorker(TaskQueues.ORCHESTRATION);
        orchestration.registerWorkflowImplementationTypes(workflows.toArray(Class<?>[]::new));
        orchestration.registerActivitiesImplementations(row, (CancellationActivities) FlowFixture::cancelCaller);
        orchestration.registerActivitiesImplementations(local);
        var quick = WorkerOptions.newBuilder()
                .setMaxHeartbeatThrottleInterval(Duration.ofMillis(10))
                .build();
        for (String queue : new String[] {TaskQueues.TRAINING, TaskQueues.INFERENCE, TaskQueues.IO, TaskQueues.LLM}) {
            temporal.newWorker(queue, quick).registerActivitiesImplementations(activities);
        }
        temporal.start();
    }

    /** The options of every test server: payloads as in production, search attributes registered. */
    public static TestEnvironmentOptions options() {
        var options = TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(converter())
                        .setIdentity("test")
                        .build());
        for (var key : new String[] {"MillraceTenant", "MillraceKind", "MillraceStatus", "MillraceModel"}) {
            options.registerSearchAttribute(key, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
        }
        options.registerSearchAttribute("TemporalScheduledStartTime", IndexedValueType.INDEXED_VALUE_TYPE_DATETIME);
        return options.build();
    }

    public static DataConverter converter() {
        return DefaultDataConverter.newDefaultInstance()
                .withPayloadConverterOverrides(new Jackson3JsonPayloadConverter());
    }

    /** Starts the job's workflow. */
    public <W extends JobControl> FlowRun start(Class<W> type, JobKind kind, Object request) {
        String id = kind.workflowId(JOB);
        WorkflowStub stub = client().newUntypedWorkflowStub(
                        type.getSimpleName(),
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(TaskQueues.ORCHESTRATION)
                                .setWorkflowId(id)
                                .build());
        stub.start(request);
        return new FlowRun(id, stub, client().newWorkflowStub(type, id));
    }

    public RecordedRow row() {
        return row;
    }

    public WorkflowClient client() {
        return temporal.getWorkflowClient();
    }

    /** Does not wait: workers take half a second to stop, and the next test has a server of its own. */
    @Override
    public void close() {
        Thread.ofPlatform().daemon().name("stops a test server").start(temporal::close);
    }

    private static void cancelCaller() {
        var context = Activity.getExecutionContext();
        context.getWorkflowClient()
                .newUntypedWorkflowStub(context.getInfo().getWorkflowId())
                .cancel();
    }
}
