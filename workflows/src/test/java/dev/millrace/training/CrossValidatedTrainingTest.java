package dev.millrace.training;

import static dev.millrace.jobs.JobStatus.CANCELLED;
import static dev.millrace.jobs.JobStatus.COMPLETED;
import static dev.millrace.jobs.JobStatus.FAILED;
import static dev.millrace.jobs.JobStatus.PAUSED;
import static dev.millrace.jobs.JobStatus.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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

class CrossValidatedTrainingTest {
    private final Script script = new Script();
    private final FlowFixture flow = new FlowFixture(TrainingWorkflowImpl.class, new FakeTraining(script));

    @AfterEach
    void close() {
        flow.close();
    }

    @Test
    void judgesEveryFoldAndRegistersAModelOfAllRowsWithTheMeanMetrics() {
        TrainingResult result = start().result(TrainingResult.class);

        for (int fold = 1; fold <= 5; fold++) {
            assertThat(script.calls())
                    .containsSubsequence(
                            "prepare_fold_" + fold, "fit_fold_" + fold, "evaluate_fold_" + fold, "combine");
        }
        assertThat(script.calls())
                .doesNotHaveDuplicates()
                .startsWith("validate")
                .endsWith("combine", "prepare_all", "fit_all", "register");
        assertThat(result.modelVersion()).isEqualTo(2);
        assertThat(result.metrics().get("accuracy")).isCloseTo(0.83, within(1e-12));
        assertThat(flow.row().statuses()).containsExactly(RUNNING, COMPLETED);
    }

    @Test
    void worksOnFourFoldsAtATime() {
        List<Gate> gates = fitsOfTheFirstFour();
        FlowRun run = start();
        gates.forEach(Gate::awaitReached);
        assertThat(script.calls()).doesNotContain("prepare_fold_5");

        gates.forEach(Gate::open);
        run.result(TrainingResult.class);

        assertThat(script.calls()).contains("evaluate_fold_5");
    }

    @Test
    void repeatsOnlyTheFoldWhoseWorkerHadABadMoment() {
        script.when("fit_fold_3", Script.failing(ProblemType.INTERNAL, "the worker was killed"));

        start().result(TrainingResult.class);

        assertThat(script.calls().stream().filter(call -> call.startsWith("fit_fold")))
                .hasSize(6);
        assertThat(script.calls().stream().filter("fit_fold_3"::equals)).hasSize(2);
        assertThat(script.calls().stream().filter("prepare_fold_3"::equals)).hasSize(1);
    }

    @Test
    void failsWithTheReasonOfTheFoldThatCannotBeDoneAndStopsTheOthers() {
        List<Gate> neverOpened = IntStream.of(1, 2, 4)
                .mapToObj(fold -> script.gate("fit_fold_" + fold))
                .toList();
        script.when("fit_fold_3", () -> {
            neverOpened.forEach(Gate::awaitReached);
            Script.failing(ProblemType.TRAINING_IMPOSSIBLE, "the matrix is singular")
                    .run();
        });

        FlowRun run = start();

        assertThatThrownBy(() -> run.result(TrainingResult.class)).isInstanceOf(WorkflowFailedException.class);
        assertThat(flow.row().statuses()).containsExactly(RUNNING, FAILED);
        assertThat(flow.row().failure()).extracting(JobFailure::detail).isEqualTo("the matrix is singular");
        assertThat(script.calls()).doesNotContain("prepare_fold_5", "combine");
    }

    @Test
    void pausesInTheMiddleOfFoldsAndFitsThoseOnAfterwards() {
        List<Gate> neverOpened = fitsOfTheFirstFour();
        FlowRun run = start();
        neverOpened.forEach(Gate::awaitReached);

        run.control().pause();
        flow.row().await(PAUSED);
        assertThat(script.calls()).doesNotContain("evaluate_fold_1");
        run.control().resume();

        run.result(TrainingResult.class);
        assertThat(script.calls().stream().filter("fit_fold_2"::equals)).hasSize(2);
        assertThat(script.calls().stream().filter("fit_fold_5"::equals)).hasSize(1);
        assertThat(flow.row().statuses()).containsExactly(RUNNING, PAUSED, RUNNING, COMPLETED);
    }

    @Test
    void doesNotRepeatAFoldThatWasJudgedBeforeThePause() {
        List<Gate> neverOpened = IntStream.of(2, 3, 4, 5)
                .mapToObj(fold -> script.gate("fit_fold_" + fold))
                .toList();
        FlowRun run = start();
        neverOpened.forEach(Gate::awaitReached);

        run.control().pause();
        flow.row().await(PAUSED);
        run.control().resume();

        run.result(TrainingResult.class);
        assertThat(script.calls().stream().filter(call -> call.endsWith("fold_1")))
                .hasSize(3);
        assertThat(script.calls().stream().filter("fit_fold_5"::equals)).hasSize(2);
    }

    @Test
    void isCancelledInTheMiddleOfFolds() {
        List<Gate> neverOpened = fitsOfTheFirstFour();
        FlowRun run = start();
        neverOpened.forEach(Gate::awaitReached);

        run.stub().cancel();

        assertThatThrownBy(() -> run.result(TrainingResult.class)).hasCauseInstanceOf(CanceledFailure.class);
        assertThat(flow.row().statuses()).containsExactly(RUNNING, CANCELLED);
        assertThat(script.calls()).doesNotContain("combine", "prepare_all");
    }

    private List<Gate> fitsOfTheFirstFour() {
        return IntStream.rangeClosed(1, 4)
                .mapToObj(fold -> script.gate("fit_fold_" + fold))
                .toList();
    }

    private FlowRun start() {
        return flow.start(TrainingWorkflow.class, JobKind.TRAINING, FakeTraining.crossValidated());
    }
}
