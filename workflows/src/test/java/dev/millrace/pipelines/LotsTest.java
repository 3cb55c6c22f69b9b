package dev.millrace.pipelines;

import static dev.millrace.pipelines.Plans.each;
import static dev.millrace.pipelines.Plans.request;
import static dev.millrace.pipelines.Plans.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.jobs.FlowFixture;
import dev.millrace.jobs.FlowRun;
import dev.millrace.jobs.Gate;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobStatus;
import dev.millrace.jobs.Script;
import dev.millrace.problems.ProblemType;
import io.temporal.client.WorkflowFailedException;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several quick steps by one activity come out as each by its own. */
class LotsTest {
    private final Script script = new Script();
    private final FakePipeline steps = new FakePipeline(script);
    private final FlowFixture flow =
            new FlowFixture(List.of(PipelineWorkflowImpl.class, PipelinePartWorkflowImpl.class), steps, steps);

    @AfterEach
    void close() {
        flow.close();
    }

    @Test
    void doesAChainOfQuickStepsByOneActivity() {
        start(chain()).result(Void.class);

        assertThat(script.calls()).containsExactly("a", "b", "c", "d", "finish");
        assertThat(steps.lots()).containsExactly(List.of("a", "b", "c", "d"));
    }

    @Test
    void goesOnWithAnotherActivityAfterAStepThatTookLong() {
        script.when("b", LotsTest::takesLong);

        start(chain()).result(Void.class);

        assertThat(script.calls()).containsExactly("a", "b", "c", "d", "finish");
        assertThat(steps.lots()).containsExactly(List.of("a", "b", "c", "d"), List.of("c", "d"));
    }

    @Test
    void skipsWhatFollowsASkippedStepOfAChain() {
        steps.skip("b");

        start(chain()).result(Void.class);

        assertThat(script.calls()).containsExactly("a", "b", "finish");
        assertThat(steps.ended()).containsEntry("c", StepState.SKIPPED).containsEntry("d", StepState.SKIPPED);
    }

    @Test
    void runsNothingAfterAFailedStepOfAChain() {
        steps.undoable("a");
        script.when("b", FakePipeline.failing("step-failed", "no"));

        assertThatThrownBy(() -> start(chain()).result(Void.class)).isInstanceOf(WorkflowFailedException.class);

        assertThat(script.calls()).containsExactly("a", "b", "undo a");
        assertThat(steps.ended()).containsEntry("c", StepState.NOT_RUN).containsEntry("d", StepState.NOT_RUN);
        assertThat(Objects.requireNonNull(flow.row().failure()).detail()).isEqualTo("step `b` failed: no");
    }

    @Test
    void triesAStepAgainThatFailedInALot() {
        steps.number("each", 3);
        script.when("b", Script.failing(ProblemType.UPSTREAM_FAILED, "slow"));
        script.when("each[1]", Script.failing(ProblemType.UPSTREAM_FAILED, "slow"));

        start(request(task("a"), task("b", "a"), task("c", "b"), each(task("each", "c"), 1, true)))
                .result(Void.class);

        assertThat(script.calls())
                .containsExactly(
                        "a", "b", "b", "c", "enter each", "each[0]", "each[1]", "each[1]", "each[2]", "finish");
    }

    @Test
    void doesEachStepOnItsOwnWhenALotComesToGrief() {
        script.when("c", Script.failing(ProblemType.UNAVAILABLE, "the database does not answer"));

        start(chain()).result(Void.class);

        assertThat(script.calls()).containsExactly("a", "b", "c", "a", "b", "c", "d", "finish");
        assertThat(steps.lots()).hasSize(1);
    }

    @Test
    void doesEachItemOnItsOwnWhenALotComesToGrief() {
        steps.number("each", 5);
        script.when("each[3]", Script.failing(ProblemType.UNAVAILABLE, "the database does not answer"));

        start(request(each(task("each"), 1, true))).result(Void.class);

        assertThat(steps.ended()).containsKeys("each[0]", "each[1]", "each[2]", "each[3]", "each[4]", "each");
        assertThat(steps.lots())
                .containsExactly(List.of("each[0]"), List.of("each[1]", "each[2]", "each[3]", "each[4]"));
    }

    @Test
    void doesQuickItemsInLotsAndSlowOnesOneByOne() {
        steps.number("quick", 30).number("slow", 4);
        IntStream.range(0, 4).forEach(item -> script.when("slow[" + item + "]", LotsTest::takesLong));

        start(request(each(task("quick"), 1, true), each(task("slow", "quick"), 1, true)))
                .result(Void.class);

        assertThat(steps.lots().stream().map(List::size)).containsExactly(1, 20, 9, 1, 1, 1, 1);
    }

    @Test
    void beginsNoLotWhileItIsPaused() {
        steps.number("each", 9);
        Gate gate = script.gate("each[0]");
        FlowRun run = start(request(each(task("each"), 1, true)));
        gate.awaitReached();

        run.control().pause();
        gate.open();
        flow.row().await(JobStatus.PAUSED);
        assertThat(script.calls()).containsExactly("enter each", "each[0]");

        run.control().resume();
        run.result(Void.class);
        assertThat(script.calls()).contains("each[8]");
    }

    private static void takesLong() {}

    private static PipelineRequest chain() {
        return request(task("a"), task("b", "a"), task("c", "b"), task("d", "c"));
    }

    private FlowRun start(PipelineRequest request) {
        return flow.start(PipelineWorkflow.class, JobKind.PIPELINE, request);
    }
}
