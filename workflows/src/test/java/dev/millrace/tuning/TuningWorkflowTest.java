package dev.millrace.tuning;

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
import dev.millrace.jobs.Script;
import dev.millrace.problems.ProblemType;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.CanceledFailure;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TuningWorkflowTest {
    private final Script script = new Script();
    private final FakeStudy study = new FakeStudy(script, 6, 2);
    private final FlowFixture flow = new FlowFixture(List.of(TuningWorkflowImpl.class), study, study);

    @AfterEach
    void close() {
        flow.close();
    }

    @Test
    void doesEveryTrialWithAsManyLanesAsAreAllowed() {
        List<Gate> lanes = gates(2);
        FlowRun run = start();
        lanes.forEach(Gate::awaitReached);
        lanes.forEach(Gate::open);

        run.result(TuningResult.class);

        assertThat(study.done()).containsExactlyInAnyOrderElementsOf(numbers(6));
        assertThat(study.mostWorking()).isEqualTo(2);
        assertThat(study.closed()).isTrue();
        assertThat(script.calls()).startsWith("validate").endsWith("leave", "conclude");
        assertThat(flow.row().statuses()).containsExactly(RUNNING, COMPLETED);
    }

    @Test
    void makesRoomAtOnceWhenItIsTold() {
        List<Gate> lanes = gates(4);
        FlowRun run = start();
        lanes.subList(0, 2).forEach(Gate::awaitReached);

        study.grow(4, 4);
        run.stub().signal("changed");
        lanes.forEach(Gate::awaitReached);
        lanes.forEach(Gate::open);
        run.result(TuningResult.class);

        assertThat(study.mostWorking()).isEqualTo(4);
        assertThat(study.done()).containsExactlyInAnyOrderElementsOf(numbers(10));
    }

    @Test
    void doesInterruptedTrialsAgainAfterAPause() {
        List<Gate> neverOpened = gates(2);
        FlowRun run = start();
        neverOpened.forEach(Gate::awaitReached);

        run.control().pause();
        flow.row().await(PAUSED);
        assertThat(study.done()).isEmpty();
        run.control().resume();
        run.result(TuningResult.class);

        assertThat(study.done()).containsExactlyInAnyOrderElementsOf(numbers(6));
        assertThat(flow.row().statuses()).containsExactly(RUNNING, PAUSED, RUNNING, COMPLETED);
    }

    @Test
    void endsAllLanesWhenItIsCancelled() {
        List<Gate> neverOpened = gates(2);
        FlowRun run = start();
        neverOpened.forEach(Gate::awaitReached);

        run.stub().cancel();

        assertThatThrownBy(() -> run.result(TuningResult.class)).hasCauseInstanceOf(CanceledFailure.class);
        assertThat(script.calls()).endsWith("leave");
        assertThat(flow.row().statuses()).containsExactly(RUNNING, CANCELLED);
    }

    @Test
    void failsWithTheReasonOfTheLaneThatCannotWork() {
        script.when("work 0", Script.failing(ProblemType.NOT_FOUND, "there is no such data set"));
        script.gate("work 1");

        FlowRun run = start();

        assertThatThrownBy(() -> run.result(TuningResult.class)).isInstanceOf(WorkflowFailedException.class);
        assertThat(flow.row().failure()).extracting(JobFailure::detail).isEqualTo("there is no such data set");
        assertThat(flow.row().statuses()).containsExactly(RUNNING, FAILED);
    }

    /** One for the first trial of each lane. */
    private List<Gate> gates(int lanes) {
        return IntStream.range(0, lanes)
                .mapToObj(lane -> script.gate("work " + lane))
                .toList();
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private FlowRun start() {
        return flow.start(TuningWorkflow.class, JobKind.HYPERPARAMETER_TUNING, FakeStudy.request());
    }
}
