package dev.millrace.histories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.agents.AgentWorkflowImpl;
import dev.millrace.automl.AutomlWorkflowImpl;
import dev.millrace.jobs.FlowFixture;
import dev.millrace.jobs.TaskQueues;
import dev.millrace.monitoring.MonitoringWorkflowImpl;
import dev.millrace.pipelines.PipelinePartWorkflowImpl;
import dev.millrace.pipelines.PipelineWorkflowImpl;
import dev.millrace.prediction.BatchPredictionWorkflowImpl;
import dev.millrace.releases.RolloutWorkflowImpl;
import dev.millrace.schedules.BackfillWorkflowImpl;
import dev.millrace.schedules.ScheduledSubmitWorkflowImpl;
import dev.millrace.training.TrainingWorkflowImpl;
import dev.millrace.tuning.TuningWorkflowImpl;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs that earlier releases began go on under this code. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayTest {
    private static final Path HISTORIES = Path.of("src/test/resources/histories");

    private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance(FlowFixture.options());
    private final Worker worker = temporal.newWorker(TaskQueues.ORCHESTRATION);

    @BeforeAll
    void register() {
        worker.registerWorkflowImplementationTypes(
                TrainingWorkflowImpl.class,
                BatchPredictionWorkflowImpl.class,
                PipelineWorkflowImpl.class,
                PipelinePartWorkflowImpl.class,
                AgentWorkflowImpl.class,
                TuningWorkflowImpl.class,
                AutomlWorkflowImpl.class,
                ScheduledSubmitWorkflowImpl.class,
                BackfillWorkflowImpl.class,
                RolloutWorkflowImpl.class,
                MonitoringWorkflowImpl.class);
    }

    @AfterAll
    void close() {
        temporal.close();
    }

    @ParameterizedTest
    @MethodSource("histories")
    void replaysWhatAnEarlierReleaseRecorded(Path history) throws Exception {
        WorkflowReplayer.replayWorkflowExecution(WorkflowExecutionHistory.fromJson(Files.readString(history)), worker);
    }

    @ParameterizedTest
    @EnumSource
    void hasARecordingOfEveryFeature(RecordedFeature feature) throws IOException {
        try (Stream<Path> files = Files.list(HISTORIES.resolve(feature.folder()))) {
            assertThat(files).isNotEmpty();
        }
    }

    static Stream<Path> histories() throws IOException {
        try (Stream<Path> files = Files.walk(HISTORIES)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }
}
