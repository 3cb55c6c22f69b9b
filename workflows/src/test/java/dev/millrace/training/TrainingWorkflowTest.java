package dev.millrace.training;

import static dev.millrace.jobs.JobStatus.CANCELLED;
import static dev.millrace.jobs.JobStatus.COMPLETED;
import static dev.millrace.jobs.JobStatus.FAILED;
import static dev.millrace.jobs.JobStatus.PAUSED;
import static dev.millrace.jobs.JobStatus.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.jobs.FlowFixture;
import dev.millrace.jobs.FlowRun;
import dev.millrace.jobs.Gate;
import dev.millrace.jobs.JobFailure;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobState;
import dev.millrace.jobs.Script;
import dev.millrace.jobs.SearchAttributes;
import dev.millrace.problems.ProblemType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingWorkflowTest {
    private static final AutoDeploy WHEN_GOOD = new AutoDeploy("accuracy", 0.8, false);

    private final Script script = new Script();
    private final FlowFixture flow = new FlowFixture(TrainingWorkflowImpl.class, new FakeTraining(script));

    @AfterEach
    void close() {
        flow.close();
    }

    @Test
    void fitsAgainOnAllRowsAndRegistersThatModelWithTheMetricsOfTheHoldout() {
        TrainingResult result = start(FakeTraining.request()).result(TrainingResult.class);

        assertThat(script.calls())
                .containsExactly("validate", "prepare", "fit", "evaluate", "prepare_all", "fit_all", "register");
        assertThat(result.modelVersion()).isEqualTo(2);
        assertThat(result.metrics()).containsEntry("accuracy", 0.9);
        assertThat(flow.row().statuses()).containsExactly(RUNNING, COMPLETED);
    }

    @Test
    void waitsOutAnOutageWhileItWritesTheStatus() {
        flow.row().failNext(12);

        start(FakeTraining.request()).result(TrainingResult.class);

        assertThat(flow.row().statuses()).containsExactly(RUNNING, COMPLETED);
    }

    @Test
    void registersTheJudgedModelWhenRefitIsOff() {
        TrainingResult result = start(FakeTraining.request(false, null)).result(TrainingResult.class);

        assertThat(script.calls()).containsExactly("validate", "prepare", "fit", "evaluate", "register");
        assertThat(result.modelVersion()).isEqualTo(1);
    }

    @Test
    void deploysWhenAskedTo() {
        TrainingResult result = start(FakeTraining.request(false, WHEN_GOOD)).result(TrainingResult.class);

        assertThat(script.calls()).endsWith("register", "deploy");
        assertThat(result.deployed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "prepare", "fit", "evaluate", "prepare_all", "fit_all", "register", "deploy"})
    void failsWithTheReasonOfTheStepThatCannotBeDone(String step) {
        script.when(step, Script.failing(ProblemType.TRAINING_IMPOSSIBLE, "the target has one class"));

        FlowRun run = start(FakeTraining.request(true, WHEN_GOOD));

        assertThatThrownBy(() -> run.result(TrainingResult.class))
                .isInstanceOf(WorkflowFailedException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ApplicationFailure.class,
                        failure -> assertThat(failure.getType()).isEqualTo("training-impossible"));
        assertThat(script.calls()).endsWith(step).doesNotHaveDuplicates();
        assertThat(flow.row().statuses()).containsExactly(RUNNING, FAILED);
        assertThat(flow.row().failure())
                .isEqualTo(new JobFailure(
                        "https://millrace.dev/errors#training-impossible",
                        "No model can be trained from this data",
                        "the target has one class"));
    }

    @Test
    void retriesWhatFailedOnOurSideAndGivesUpWhenItKeepsFailing() {
        Runnable bug = Script.failing(ProblemType.INTERNAL, "index out of bounds");
        script.when("prepare", bug, bug).when("evaluate", bug, bug, bug, bug, bug);

        FlowRun run = start(FakeTraining.request());

        assertThatThrownBy(() -> run.result(TrainingResult.class)).isInstanceOf(WorkflowFailedException.class);
        assertThat(script.calls().stream().filter("prepare"::equals)).hasSize(3);
        assertThat(script.calls().stream().filter("evaluate"::equals)).hasSize(5);
        assertThat(flow.row().failure()).extracting(JobFailure::detail).isEqualTo("index out of bounds");
    }

    @Test
    void waitsOutAnOutageHoweverManyAttemptsItTakes() {
        Runnable outage = Script.failing(ProblemType.UNAVAILABLE, "the database does not answer");
        script.when("prepare", Collections.nCopies(42, outage).toArray(Runnable[]::new));

        start(FakeTraining.request()).result(TrainingResult.class);

        assertThat(flow.row().statuses()).containsExactly(RUNNING, COMPLETED);
        assertThat(script.calls().stream().filter("prepare"::equals)).hasSize(43);
    }

    @Test
    void pausesAfterAStepThatCannotBeInterrupted() {
        Gate prepare = script.gate("prepare");
        FlowRun run = start(FakeTraining.request());
        prepare.awaitReached();

        run.control().pause();
        prepare.open();
        flow.row().await(PAUSED);
        assertThat(script.calls()).containsExactly("validate", "prepare");
        assertThat(run.control().state()).isEqualTo(new JobState(PAUSED, "fit"));

        run.control().resume();
        run.result(TrainingResult.class);
        assertThat(flow.row().statuses()).containsExactly(RUNNING, PAUSED, RUNNING, COMPLETED);
    }

    @Test
    void pausesInTheMiddleOfAFitAndFitsOnAfterwards() {
        Gate neverOpened = script.gate("fit");
        FlowRun run = start(FakeTraining.request());
        neverOpened.awaitReached();

        run.control().pause();
        flow.row().await(PAUSED);
        assertThat(script.calls()).endsWith("fit");

        run.control().resume();
        run.result(TrainingResult.class);
        assertThat(script.calls()).startsWith("validate", "prepare", "fit", "fit", "evaluate");
    }

    @Test
    void continuesWhatWasPausedAndContinuedBeforeTheFitHadStopped() {
        Gate neverOpened = script.gate("fit");
        FlowRun run = start(FakeTraining.request());
        neverOpened.awaitReached();

        run.control().pause();
        run.control().resume();

        run.result(TrainingResult.class);
        assertThat(script.calls()).startsWith("validate", "prepare", "fit", "fit", "evaluate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "prepare", "fit", "evaluate", "prepare_all", "fit_all", "register", "deploy"})
    void isCancelledInEveryStepByTemporalsRequest(String step) {
        Gate gate = script.gate(step);
        FlowRun run = start(FakeTraining.request(true, WHEN_GOOD));
        gate.awaitReached();

        run.stub().cancel();

        assertCancelled(run);
        assertThat(script.calls()).endsWith(step);
    }

    @Test
    void isCancelledByTheSignalJustTheSame() {
        Gate neverOpened = script.gate("fit");
        FlowRun run = start(FakeTraining.request());
        neverOpened.awaitReached();

        run.control().cancel();

        assertCancelled(run);
    }

    @Test
    void isCancelledWhilePaused() {
        Gate neverOpened = script.gate("fit");
        FlowRun run = start(FakeTraining.request());
        neverOpened.awaitReached();
        run.control().pause();
        flow.row().await(PAUSED);

        run.stub().cancel();

        assertCancelled(run);
        assertThat(flow.row().statuses()).containsExactly(RUNNING, PAUSED, CANCELLED);
    }

    @Test
    void showsItsStatusInVisibility() {
        FlowRun run = start(FakeTraining.request());
        run.result(TrainingResult.class);

        assertThat(run.stub().describe().getTypedSearchAttributes().get(SearchAttributes.STATUS))
                .isEqualTo("completed");
    }

    private void assertCancelled(FlowRun run) {
        assertThatThrownBy(() -> run.result(TrainingResult.class))
                .isInstanceOf(WorkflowFailedException.class)
                .hasCauseInstanceOf(CanceledFailure.class);
        assertThat(run.stub().describe().getStatus())
                .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
        assertThat(flow.row().statuses()).endsWith(CANCELLED).doesNotContain(COMPLETED, FAILED);
    }

    private FlowRun start(TrainingRequest request) {
        return flow.start(TrainingWorkflow.class, JobKind.TRAINING, request);
    }
}
