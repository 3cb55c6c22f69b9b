package dev.millrace.pipelines;

import static dev.millrace.jobs.JobStatus.AWAITING_INPUT;
import static dev.millrace.jobs.JobStatus.CANCELLED;
import static dev.millrace.jobs.JobStatus.COMPLETED;
import static dev.millrace.jobs.JobStatus.FAILED;
import static dev.millrace.jobs.JobStatus.PAUSED;
import static dev.millrace.jobs.JobStatus.RUNNING;
import static dev.millrace.pipelines.Plans.each;
import static dev.millrace.pipelines.Plans.request;
import static dev.millrace.pipelines.Plans.step;
import static dev.millrace.pipelines.Plans.task;
import static dev.millrace.pipelines.Plans.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.jobs.ChildRun;
import dev.millrace.jobs.FlowFixture;
import dev.millrace.jobs.FlowRun;
import dev.millrace.jobs.Gate;
import dev.millrace.jobs.JobFailure;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Script;
import dev.millrace.problems.ProblemType;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowUpdateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PipelineWorkflowTest {
    private final Script script = new Script();
    private final FakePipeline steps = new FakePipeline(script);
    private final FlowFixture flow =
            new FlowFixture(List.of(PipelineWorkflowImpl.class, PipelinePartWorkflowImpl.class), steps, steps);

    @AfterEach
    void close() {
        flow.close();
    }

    @Test
    void runsEachStepOnceThoseThatItNeedsAreThrough() {
        result(request(task("join", "left", "right"), task("left", "first"), task("right", "first"), task("first")));

        assertThat(script.calls()).hasSize(5).startsWith("first").endsWith("join", "finish");
        assertThat(flow.row().statuses()).containsExactly(RUNNING, COMPLETED);
    }

    @Test
    void goesOnWithWhatDoesNotNeedAFailedStepAndThenFailsWithItsReason() {
        script.when("broken", FakePipeline.failing("step-failed", "answered 404"));

        FlowRun run = start(request(task("broken"), task("never", "broken"), task("other"), task("after", "other")));

        assertThatThrownBy(() -> run.result(Void.class)).isInstanceOf(WorkflowFailedException.class);
        assertThat(steps.ended()).containsEntry("never", StepState.NOT_RUN).containsEntry("after", StepState.COMPLETED);
        assertThat(flow.row().statuses()).containsExactly(RUNNING, FAILED);
        assertThat(Objects.requireNonNull(flow.row().failure()).detail())
                .isEqualTo("step `broken` failed: answered 404");
        assertThat(script.calls()).doesNotContain("finish");
    }

    @Test
    void waitsOutAnOutageOfWhatStepsNeed() {
        Runnable outage = Script.failing(ProblemType.UNAVAILABLE, "the database does not answer");
        script.when("a", java.util.Collections.nCopies(40, outage).toArray(Runnable[]::new));

        result(request(task("a")));

        assertThat(flow.row().statuses()).containsExactly(RUNNING, COMPLETED);
    }

    @Test
    void doesAStepForEachItemNoMoreThanItsWindowAtATime() {
        steps.number("each", 5);
        Gate first = script.gate("each[0]");
        Gate second = script.gate("each[1]");
        FlowRun run = start(request(each(task("each"), 2, true), task("after", "each")));
        first.awaitReached();
        second.awaitReached();

        assertThat(script.calls()).containsExactlyInAnyOrder("enter each", "each[0]", "each[1]");
        first.open();
        second.open();

        run.result(Void.class);
        assertThat(script.calls()).contains("each[4]").endsWith("after", "finish");
    }

    @Test
    void beginsNoFurtherItemAfterOneHasFailedUnlessToldTo() {
        steps.number("stops", 4).number("goes_on", 4);
        script.when("stops[1]", FakePipeline.failing("step-failed", "no"));
        script.when("goes_on[1]", FakePipeline.failing("step-failed", "no"));

        FlowRun run = start(request(each(task("stops"), 1, true), each(task("goes_on"), 1, false)));

        assertThatThrownBy(() -> run.result(Void.class)).isInstanceOf(WorkflowFailedException.class);
        assertThat(script.calls()).contains("goes_on[3]").doesNotContain("stops[2]", "stops[3]");
        assertThat(steps.ended())
                .containsEntry("stops", StepState.FAILED)
                .containsEntry("goes_on", StepState.COMPLETED);
        assertThat(Objects.requireNonNull(flow.row().failure()).detail()).isEqualTo("step `stops[1]` failed: no");
    }

    @Test
    void cutsManyItemsIntoChildrenWithHistoriesOfTheirOwn() {
        steps.number("each", 1200);

        FlowRun run = start(request(each(task("each"), 50, true)));
        run.result(Void.class);

        assertThat(script.calls().stream().filter(call -> call.startsWith("each[")))
                .hasSize(1200);
        assertThat(flow.client().fetchHistory(run.workflowId()).getEvents()).hasSizeLessThan(60);
        assertThat(flow.client().fetchHistory(run.workflowId() + "/each/1000").getEvents())
                .hasSizeLessThan(1600);
    }

    @Test
    void doesOnlyTheChosenCaseOfABranch() {
        steps.number("choose", 1);
        StepKind.Branch branch = new StepKind.Branch(List.of(List.of(task("low")), List.of(task("high"))));

        result(request(step("choose", branch)));

        assertThat(script.calls()).containsExactly("enter choose", "choose.high", "leave choose 1", "finish");
    }

    @Test
    void repeatsTheBodyUntilTheLoopIsThrough() {
        steps.number("tune", 3);
        StepKind.Loop loop = new StepKind.Loop(10, false, List.of(task("fit"), task("judge", "fit")));

        result(request(step("tune", loop)));

        assertThat(script.calls())
                .containsExactly(
                        "enter tune",
                        "tune[0].fit",
                        "tune[0].judge",
                        "tune[1].fit",
                        "tune[1].judge",
                        "tune[2].fit",
                        "tune[2].judge",
                        "leave tune 3",
                        "finish");
    }

    @Test
    void repeatsALongLoopInAChild() {
        steps.number("long", 30);

        FlowRun run = start(request(step("long", new StepKind.Loop(1000, true, List.of(task("body"))))));
        run.result(Void.class);

        assertThat(script.calls().stream().filter(call -> call.endsWith(".body")))
                .hasSize(30);
        assertThat(flow.client().fetchHistory(run.workflowId()).getEvents()).hasSizeLessThan(60);
    }

    @Test
    void skipsWhatNeedsASkippedStep() {
        steps.skip("a");

        result(request(task("a"), task("b", "a")));

        assertThat(steps.ended()).containsEntry("b", StepState.SKIPPED);
        assertThat(script.calls()).containsExactly("a", "finish");
    }

    @Test
    void awaitsAnAnswerAndTakesOnlyOne() {
        steps.wait("ask", null, null);
        FlowRun run = start(request(step("ask", new StepKind.Approval())));
        flow.row().await(AWAITING_INPUT);

        answer(run, "ask");
        run.result(Void.class);

        assertThat(Objects.requireNonNull(steps.answer("ask")).by()).isEqualTo("ada");
        assertThat(flow.row().statuses()).containsExactly(RUNNING, AWAITING_INPUT, RUNNING, COMPLETED);
    }

    @Test
    void refusesAnAnswerWhereNothingWaits() {
        steps.wait("ask", null, null);
        FlowRun run = start(request(step("ask", new StepKind.Approval())));
        flow.row().await(AWAITING_INPUT);

        assertThatThrownBy(() -> answer(run, "other")).isInstanceOf(WorkflowUpdateException.class);

        answer(run, "ask");
        run.result(Void.class);
    }

    @Test
    void endsAWaitWhenItsTimeIsUp() {
        steps.wait("ask", 3600L, null);

        result(request(step("ask", new StepKind.Approval())));

        assertThat(steps.answer("ask")).isNull();
        assertThat(script.calls()).containsExactly("open ask", "close ask", "finish");
    }

    @Test
    void keepsAnEventThatComesBeforeItIsWaitedFor() {
        steps.wait("paid", null, "payment");
        Gate gate = script.gate("order");
        FlowRun run = start(request(task("order"), step("paid", new StepKind.Wait(), "order")));
        gate.awaitReached();

        run.stub().signal("event", new Event("payment", "bank", Map.of("amount", 3)));
        gate.open();

        run.result(Void.class);
        assertThat(Objects.requireNonNull(steps.answer("paid")).input()).containsEntry("amount", 3);
    }

    @Test
    void undoesTheLastStepFirst() {
        steps.undoable("a", "b", "c");
        script.when("d", FakePipeline.failing("step-failed", "no"));

        FlowRun run = start(request(task("a"), task("b", "a"), task("c", "b"), task("d", "c")));

        assertThatThrownBy(() -> run.result(Void.class)).isInstanceOf(WorkflowFailedException.class);
        assertThat(script.calls()).containsExactly("a", "b", "c", "d", "undo c", "undo b", "undo a");
    }

    @Test
    void undoesTheOthersWhenOneCannotBeUndoneAndTellsWhich() {
        steps.undoable("a", "b");
        script.when("c", FakePipeline.failing("step-failed", "no"));
        script.when("undo b", FakePipeline.failing("step-failed", "too late"));

        FlowRun run = start(request(task("a"), task("b", "a"), task("c", "b")));

        assertThatThrownBy(() -> run.result(Void.class)).isInstanceOf(WorkflowFailedException.class);
        assertThat(script.calls()).endsWith("undo b", "undo a");
        assertThat(Objects.requireNonNull(flow.row().failure()).detail())
                .isEqualTo("step `c` failed: no; could not be undone: `b` (too late)");
    }

    @Test
    void undoesWhatIsDoneWhenItIsCancelledOnceWhatIsUnderWayHasEnded() {
        steps.undoable("a", "b");
        Gate gate = script.gate("b");
        FlowRun run = start(request(task("a"), task("b", "a"), task("c", "b")));
        gate.awaitReached();

        run.stub().cancel();

        assertThatThrownBy(() -> run.result(Void.class)).isInstanceOf(WorkflowFailedException.class);
        assertThat(script.calls()).containsExactly("a", "b", "undo a");
        assertThat(flow.row().statuses()).containsExactly(RUNNING, CANCELLED);
    }

    @Test
    void undoesNothingBeforeWhatIsUnderWayHasEndedAlsoWhenItIsPaused() {
        steps.undoable("a");
        Gate neverOpened = script.gate("b");
        Gate gate = script.gate("c");
        FlowRun run = start(request(task("a"), task("b", "a"), task("c", "a"), task("d", "c")));
        neverOpened.awaitReached();
        gate.awaitReached();
        run.control().pause();
        gate.open();
        while (!steps.ended().containsKey("c")) {
            Thread.onSpinWait();
        }
        // Answered after what has come before: the test server loses the request to stop what ends at the same moment.
        run.control().state();

        run.stub().cancel();

        assertThatThrownBy(() -> run.result(Void.class)).isInstanceOf(WorkflowFailedException.class);
        assertThat(script.calls()).endsWith("undo a").doesNotContain("d");
    }

    @Test
    void beginsNothingWhileItIsPaused() {
        Gate gate = script.gate("a");
        FlowRun run = start(request(task("a"), task("b", "a")));
        gate.awaitReached();

        run.control().pause();
        gate.open();
        flow.row().await(PAUSED);
        assertThat(script.calls()).containsExactly("a");

        run.control().resume();
        run.result(Void.class);
        assertThat(flow.row().statuses()).containsExactly(RUNNING, PAUSED, RUNNING, COMPLETED);
    }

    @Test
    void failsAStepThatTakesLongerThanItMay() {
        steps.wait("ask", null, null);

        FlowRun run = start(request(within(step("ask", new StepKind.Approval()), Duration.ofHours(1))));

        assertThatThrownBy(() -> run.result(Void.class)).isInstanceOf(WorkflowFailedException.class);
        assertThat(steps.failures()).containsEntry("ask", "it did not end within its timeout, PT1H");
    }

    @Test
    void namesTheInnermostStepThatFailed() {
        steps.number("choose", 0);
        script.when("choose.inner", FakePipeline.failing("step-failed", "no"));

        FlowRun run = start(request(step("choose", new StepKind.Branch(List.of(List.of(task("inner")))))));

        assertThatThrownBy(() -> run.result(Void.class)).isInstanceOf(WorkflowFailedException.class);
        assertThat(flow.row().failure()).extracting(JobFailure::detail).isEqualTo("step `choose.inner` failed: no");
        assertThat(steps.ended()).containsEntry("choose", StepState.FAILED);
    }

    @Test
    void runsAJobAsAChildAndTriesAgainWithAnother() {
        steps.child("train", child("inner")).failingOnce("train", "the worker died");

        result(request(step("train", new StepKind.Job())));

        assertThat(script.calls())
                .containsExactly(
                        "launch train 1",
                        "inner",
                        "finish",
                        "conclude train 1",
                        "launch train 2",
                        "inner",
                        "finish",
                        "conclude train 2",
                        "finish");
    }

    @Test
    void pausesTheJobsThatItRuns() {
        steps.child("train", child("first", "second"));
        Gate gate = script.gate("first");
        FlowRun run = start(request(step("train", new StepKind.Job())));
        gate.awaitReached();

        run.control().pause();
        flow.row().await(PAUSED);
        gate.open();
        run.control().resume();

        run.result(Void.class);
        assertThat(script.calls()).contains("second");
    }

    @Test
    void cancelsTheJobsThatItRuns() {
        steps.child("train", child("first", "second"));
        Gate gate = script.gate("first");
        FlowRun run = start(request(step("train", new StepKind.Job())));
        gate.awaitReached();

        run.stub().cancel();

        assertThatThrownBy(() -> run.result(Void.class)).isInstanceOf(WorkflowFailedException.class);
        assertThat(script.calls()).containsExactly("launch train 1", "first");
    }

    @Test
    void showsThatAPartWaitsForSomebody() {
        steps.number("each", 300);
        for (int i = 0; i < 300; i++) {
            steps.wait("each[" + i + "]", 60L, null);
        }
        FlowRun run = start(request(each(step("each", new StepKind.Approval()), 100, true)));

        run.result(Void.class);

        assertThat(flow.row().statuses()).startsWith(RUNNING, AWAITING_INPUT).endsWith(COMPLETED);
    }

    @Test
    void keepsItsHistoryShortForAChainOf500Steps() {
        StepPlan[] chain = new StepPlan[500];
        for (int i = 0; i < chain.length; i++) {
            chain[i] = i == 0 ? task("s0") : task("s" + i, "s" + (i - 1));
        }

        FlowRun run = start(request(chain));
        run.result(Void.class);

        assertThat(flow.client().fetchHistory(run.workflowId()).getEvents()).hasSizeLessThan(4000);
    }

    /** Another run of steps, one after the other. */
    private static ChildRun child(String... ids) {
        List<StepPlan> chain = new ArrayList<>();
        for (String id : ids) {
            chain.add(chain.isEmpty() ? task(id) : task(id, chain.getLast().id()));
        }
        JobRef job = new JobRef(
                FlowFixture.JOB.tenant(), new JobId(UUID.fromString("01890000-0000-7000-8000-0000000000ff")));
        var payload = FlowFixture.converter()
                .toPayload(new PipelineRequest(job, chain, Map.of()))
                .orElseThrow();
        @SuppressWarnings("unchecked")
        Map<String, @Nullable Object> argument = FlowFixture.converter().fromPayload(payload, Map.class, Map.class);
        return new ChildRun(job, JobKind.PIPELINE, "PipelineWorkflow", "child", argument);
    }

    private void answer(FlowRun run, String path) {
        run.stub().update("answer", Void.class, new Answer(path, "ada", Map.of("approved", true)));
    }

    private void result(PipelineRequest request) {
        start(request).result(Void.class);
    }

    private FlowRun start(PipelineRequest request) {
        return flow.start(PipelineWorkflow.class, JobKind.PIPELINE, request);
    }
}
