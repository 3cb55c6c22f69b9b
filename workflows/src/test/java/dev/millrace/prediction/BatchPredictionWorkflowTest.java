package dev.millrace.prediction;

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
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchPredictionWorkflowTest {
    private static final BatchPlan TEN_RANGES = new BatchPlan(200_000, 10_000);

    private final Script script = new Script();
    private final FakePrediction predictions = new FakePrediction(script, TEN_RANGES);
    private final FlowFixture flow = new FlowFixture(BatchPredictionWorkflowImpl.class, predictions);

    @AfterEach
    void close() {
        flow.close();
    }

    @Test
    void scoresEveryChunkOnceAndAddsUp() {
        BatchPredictionResult result = start().result(BatchPredictionResult.class);

        assertThat(result).isEqualTo(new BatchPredictionResult(200_000, 0));
        assertThat(predictions.chunks()).hasSize(20);
        assertThat(script.calls())
                .startsWith("plan")
                .endsWith("finish")
                .hasSize(12)
                .doesNotHaveDuplicates();
        assertThat(flow.row().statuses()).containsExactly(RUNNING, COMPLETED);
    }

    @Test
    void keepsNoMoreThanFourRangesInFlight() {
        List<Gate> first = gates(0, 2, 4, 6);
        FlowRun run = start();
        first.forEach(Gate::awaitReached);
        assertThat(script.calls()).hasSize(5).doesNotContain("score 8");

        first.forEach(Gate::open);
        run.result(BatchPredictionResult.class);
        assertThat(predictions.mostInFlight()).isEqualTo(4);
    }

    @Test
    void pausesInTheMiddleOfRangesAndScoresThoseAgain() {
        List<Gate> neverOpened = gates(0, 2, 4, 6);
        FlowRun run = start();
        neverOpened.forEach(Gate::awaitReached);

        run.control().pause();
        flow.row().await(PAUSED);
        assertThat(predictions.chunks()).isEmpty();
        run.control().resume();

        run.result(BatchPredictionResult.class);
        assertThat(predictions.chunks()).hasSize(20);
        assertThat(script.calls().stream().filter("score 4"::equals)).hasSize(2);
    }

    @Test
    void failsWhenMoreRowsFailedThanAllowedAndStopsTheOtherRanges() {
        List<Gate> neverOpened = gates(0, 2, 6);
        Runnable tooMany = Script.failing(ProblemType.TOO_MANY_FAILED_ITEMS, "12 rows failed, 10 are allowed");
        script.when("score 4", () -> {
            neverOpened.forEach(Gate::awaitReached);
            tooMany.run();
        });

        FlowRun run = start();

        assertThatThrownBy(() -> run.result(BatchPredictionResult.class)).isInstanceOf(WorkflowFailedException.class);
        assertThat(flow.row().statuses()).containsExactly(RUNNING, FAILED);
        assertThat(flow.row().failure()).extracting(JobFailure::detail).isEqualTo("12 rows failed, 10 are allowed");
        assertThat(script.calls()).hasSize(5).doesNotContain("finish");
    }

    @Test
    void isCancelledInTheMiddleOfRanges() {
        List<Gate> neverOpened = gates(0, 2, 4, 6);
        FlowRun run = start();
        neverOpened.forEach(Gate::awaitReached);

        run.stub().cancel();

        assertThatThrownBy(() -> run.result(BatchPredictionResult.class)).hasCauseInstanceOf(CanceledFailure.class);
        assertThat(flow.row().statuses()).containsExactly(RUNNING, CANCELLED);
        assertThat(script.calls()).doesNotContain("finish");
    }

    @Test
    void scoresARangeAgainWhenItsWorkerHadABadMoment() {
        script.when("score 6", Script.failing(ProblemType.INTERNAL, "connection reset"));

        start().result(BatchPredictionResult.class);

        assertThat(script.calls().stream().filter("score 6"::equals)).hasSize(2);
        assertThat(flow.row().statuses()).containsExactly(RUNNING, COMPLETED);
    }

    @Test
    void goesOnFromTheChunkWhereTheRunBeforeItStopped() {
        var from = new BatchPredictionRequest.Continuation(TEN_RANGES, 16);

        flow.start(
                        BatchPredictionWorkflow.class,
                        JobKind.BATCH_PREDICTION,
                        new BatchPredictionRequest(FlowFixture.JOB, from))
                .result(BatchPredictionResult.class);

        assertThat(script.calls()).containsExactlyInAnyOrder("score 16", "score 18", "finish");
    }

    // All ranges of the first window, so that none of them ends while others are stopped.
    private List<Gate> gates(int... chunks) {
        return Arrays.stream(chunks)
                .mapToObj(chunk -> script.gate("score " + chunk))
                .toList();
    }

    private FlowRun start() {
        return flow.start(BatchPredictionWorkflow.class, JobKind.BATCH_PREDICTION, FakePrediction.request());
    }
}
