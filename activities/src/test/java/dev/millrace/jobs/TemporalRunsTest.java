package dev.millrace.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.Ids;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.failure.ApplicationFailure;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TemporalRunsTest {
    private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance(options());
    private final TemporalCalls calls = new TemporalCalls();
    private final Runs runs = new TemporalRuns(temporal.getWorkflowClient(), calls);
    private final Job job = job();

    TemporalRunsTest() {
        temporal.newWorker(TaskQueues.ORCHESTRATION).registerWorkflowImplementationTypes(WaitingImpl.class);
        temporal.start();
    }

    @AfterEach
    void close() {
        temporal.close();
        calls.close();
    }

    @Test
    void findsTheRunThatIsStartedAlready() {
        String run = start();
        assertThat(start()).isEqualTo(run);
        assertThat(runs.fate(job.workflowId())).isEqualTo(new RunFate.Open());
    }

    @Test
    void neverRunsAJobAgainThatHasEnded() {
        String run = start();
        runs.signal(job, "continue", null);
        temporal.getWorkflowClient().newUntypedWorkflowStub(job.workflowId()).getResult(String.class);
        assertThat(start()).isEqualTo(run);
        assertThat(runs.fate(job.workflowId())).isEqualTo(new RunFate.Completed());
        assertThatThrownBy(() -> runs.signal(job, "pause", null))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.CONFLICT));
    }

    @Test
    void asksTheWorkflowForItsState() {
        start();
        assertThat(runs.state(job)).isEqualTo(new JobState(JobStatus.RUNNING, "wait"));
    }

    @Test
    void handsOverAnUpdateAndTellsWhyTheRunRefusesOne() {
        start();
        runs.update(new RunUpdate(job.workflowId(), "answer", "key", "yes"));
        runs.update(new RunUpdate(job.workflowId(), "answer", "key", "yes"));
        assertThatThrownBy(() -> runs.update(new RunUpdate(job.workflowId(), "answer", null, "yes")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.CONFLICT))
                .hasMessage("yes was said already");
    }

    @Test
    void handsOverWhatASignalCarries() {
        start();
        runs.signal(job, "say", "go");
        assertThat(temporal.getWorkflowClient()
                        .newUntypedWorkflowStub(job.workflowId())
                        .getResult(String.class))
                .isEqualTo("go");
    }

    @Test
    void knowsWhatWasTerminatedAndWhatIsUnknown() {
        assertThat(runs.fate(job.workflowId())).isInstanceOf(RunFate.Lost.class);
        start();
        temporal.getWorkflowClient().newUntypedWorkflowStub(job.workflowId()).terminate("test");
        assertThat(runs.fate(job.workflowId())).isEqualTo(new RunFate.Lost("the run was terminated in Temporal"));
    }

    @Test
    void saysWithinItsTimeLimitThatTemporalIsDown() {
        WorkflowServiceStubs nobody = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget("127.0.0.1:1")
                .build());
        Runs unreachable = new TemporalRuns(WorkflowClient.newInstance(nobody), calls);
        assertThatThrownBy(() -> unreachable.cancel(job))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE));
        nobody.shutdownNow();
    }

    private String start() {
        return runs.start(new RunStart(job, Waiting.class.getSimpleName(), "argument", "model"));
    }

    private static TestEnvironmentOptions options() {
        var options = TestEnvironmentOptions.newBuilder();
        for (String key : new String[] {"MillraceTenant", "MillraceKind", "MillraceStatus", "MillraceModel"}) {
            options.registerSearchAttribute(key, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
        }
        return options.build();
    }

    private static Job job() {
        JobRef ref = new JobRef(new TenantId("tenant"), new JobId(Ids.next()));
        return new Job(
                ref,
                JobKind.TRAINING,
                "name",
                JobStatus.QUEUED,
                Json.tree(Map.of()),
                Priority.HIGH,
                JobKind.TRAINING.workflowId(ref),
                null,
                0,
                Json.tree(Map.of()),
                0,
                null,
                null,
                null,
                null,
                "tester",
                Instant.EPOCH,
                null,
                null,
                null);
    }

    @WorkflowInterface
    public interface Waiting extends JobControl {
        @WorkflowMethod
        String run(String argument);

        @SignalMethod
        void say(String word);

        @UpdateMethod
        void answer(String answer);

        @UpdateValidatorMethod(updateName = "answer")
        void requireNew(String answer);
    }

    public static final class WaitingImpl implements Waiting {
        private boolean goOn;
        private String said = "";
        private String answered = "";

        @Override
        public String run(String argument) {
            Workflow.await(() -> goOn);
            return said.isEmpty() ? argument : said;
        }

        @Override
        public void say(String word) {
            said = word;
            goOn = true;
        }

        @Override
        public void answer(String answer) {
            answered = answer;
        }

        @Override
        public void requireNew(String answer) {
            if (answered.equals(answer)) {
                throw ApplicationFailure.newNonRetryableFailure(answer + " was said already", "conflict");
            }
        }

        @Override
        public void pause() {}

        @Override
        public void resume() {
            goOn = true;
        }

        @Override
        public void cancel() {}

        @Override
        public JobState state() {
            return new JobState(JobStatus.RUNNING, "wait");
        }
    }
}
