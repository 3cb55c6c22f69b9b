package dev.millrace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.automl.AutomlActivitiesImpl;
import dev.millrace.automl.AutomlWorkflowImpl;
import dev.millrace.automl.FollowActivitiesImpl;
import dev.millrace.datasets.Dataset;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.NewDataset;
import dev.millrace.datasets.ReceivedData;
import dev.millrace.jobs.CancellationActivitiesImpl;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobActivitiesImpl;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.Priority;
import dev.millrace.jobs.Submission;
import dev.millrace.jobs.TaskQueues;
import dev.millrace.pipelines.PipelineActivitiesImpl;
import dev.millrace.pipelines.PipelinePartWorkflowImpl;
import dev.millrace.pipelines.PipelineWorkflowImpl;
import dev.millrace.pipelines.StepActivitiesImpl;
import dev.millrace.prediction.BatchPredictionActivitiesImpl;
import dev.millrace.prediction.BatchPredictionWorkflowImpl;
import dev.millrace.problems.ProblemInterceptor;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TestDatabase;
import dev.millrace.training.TrainingActivitiesImpl;
import dev.millrace.training.TrainingWorkflowImpl;
import dev.millrace.tuning.StudyActivitiesImpl;
import dev.millrace.tuning.TuningActivitiesImpl;
import dev.millrace.tuning.TuningWorkflowImpl;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.Jackson3JsonPayloadConverter;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** This module as a worker runs it: its beans, the test database, a folder, and a Temporal server without time skipping. */
public final class Workbench implements AutoCloseable {
    public final TenantId tenant = TestDatabase.get().workspace();
    private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance(options());
    private final AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();

    /** @param others beans besides those of the module */
    public Workbench(Path folder, Map<String, Object> settings, Class<?>... others) {
        Map<String, Object> places = Map.of(
                "DATABASE_URL", TestDatabase.get().url(),
                "MILLRACE_ARTIFACTS", folder.resolve("artifacts").toString(),
                "MILLRACE_HOME", folder.toString());
        beans.getEnvironment().getPropertySources().addFirst(new MapPropertySource("places", places));
        beans.getEnvironment().getPropertySources().addFirst(new MapPropertySource("settings", settings));
        beans.getBeanFactory().setConversionService(ApplicationConversionService.getSharedInstance());
        for (Class<?> other : others) {
            beans.registerBean(other);
        }
        beans.registerBean(WorkflowClient.class, temporal::getWorkflowClient);
        beans.scan(
                "dev.millrace.artifacts",
                "dev.millrace.automl",
                "dev.millrace.datasets",
                "dev.millrace.events",
                "dev.millrace.jobs",
                "dev.millrace.limits",
                "dev.millrace.models",
                "dev.millrace.payloads",
                "dev.millrace.pipelines",
                "dev.millrace.prediction",
                "dev.millrace.problems",
                "dev.millrace.security",
                "dev.millrace.tenancy",
                "dev.millrace.training",
                "dev.millrace.tuning");
        beans.refresh();
        startWorkers();
    }

    public <T> T bean(Class<T> type) {
        return beans.getBean(type);
    }

    public Dataset upload(String name, String csv) {
        Datasets datasets = bean(Datasets.class);
        try (ReceivedData data = datasets.receive(new ByteArrayInputStream(csv.getBytes(UTF_8)))) {
            return datasets.add(tenant, new NewDataset(name, null, "tester"), data)
                    .dataset();
        }
    }

    /** Accepts a job with what its feature writes beside its row. */
    public JobRef accept(JobKind kind, Object request, BiConsumer<JdbcClient, JobRef> also) {
        return bean(Jobs.class)
                .submit(tenant, new Submission(kind, "test", request, Priority.NORMAL, "tester", null, null), also)
                .ref();
    }

    /** Accepts a job, which is then started as any other. */
    public JobRef accept(JobKind kind, Object request) {
        return bean(Jobs.class)
                .submit(tenant, new Submission(kind, "test", request, Priority.NORMAL, "tester", null, null))
                .ref();
    }

    public Job row(JobRef job) {
        return bean(Jobs.class).get(job.tenant(), job.job());
    }

    /** The job's workflow, once it has started. */
    public WorkflowStub run(JobRef job) {
        awaitUntil(() -> row(job).runId() != null);
        return temporal.getWorkflowClient().newUntypedWorkflowStub(row(job).workflowId());
    }

    public static void awaitUntil(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for a minute").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    @Override
    public void close() {
        temporal.close();
        beans.close();
    }

    private void startWorkers() {
        var options = WorkerOptions.newBuilder()
                .setMaxHeartbeatThrottleInterval(Duration.ofMillis(500))
                .build();
        var orchestration = temporal.newWorker(TaskQueues.ORCHESTRATION);
        orchestration.registerWorkflowImplementationTypes(
                TrainingWorkflowImpl.class,
                TuningWorkflowImpl.class,
                AutomlWorkflowImpl.class,
                BatchPredictionWorkflowImpl.class,
                PipelineWorkflowImpl.class,
                PipelinePartWorkflowImpl.class);
        orchestration.registerActivitiesImplementations(
                bean(JobActivitiesImpl.class),
                bean(CancellationActivitiesImpl.class),
                bean(StudyActivitiesImpl.class),
                bean(FollowActivitiesImpl.class),
                bean(PipelineActivitiesImpl.class));
        for (String queue : new String[] {TaskQueues.TRAINING, TaskQueues.INFERENCE, TaskQueues.IO}) {
            temporal.newWorker(queue, options)
                    .registerActivitiesImplementations(
                            bean(TrainingActivitiesImpl.class),
                            bean(TuningActivitiesImpl.class),
                            bean(AutomlActivitiesImpl.class),
                            bean(BatchPredictionActivitiesImpl.class),
                            bean(StepActivitiesImpl.class));
        }
        temporal.start();
    }

    private static TestEnvironmentOptions options() {
        var options = TestEnvironmentOptions.newBuilder();
        for (String key : new String[] {"MillraceTenant", "MillraceKind", "MillraceStatus", "MillraceModel"}) {
            options.registerSearchAttribute(key, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
        }
        return options.setUseTimeskipping(false)
                .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder()
                        .setWorkerInterceptors(new ProblemInterceptor())
                        .build())
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(DefaultDataConverter.newDefaultInstance()
                                .withPayloadConverterOverrides(new Jackson3JsonPayloadConverter()))
                        .build())
                .build();
    }
}
