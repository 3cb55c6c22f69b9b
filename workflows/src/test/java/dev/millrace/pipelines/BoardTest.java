package dev.millrace.pipelines;

import static dev.millrace.pipelines.Plans.dispensable;
import static dev.millrace.pipelines.Plans.each;
import static dev.millrace.pipelines.Plans.step;
import static dev.millrace.pipelines.Plans.task;
import static dev.millrace.pipelines.Plans.tolerant;
import static dev.millrace.pipelines.Plans.within;
import static dev.millrace.pipelines.StepState.COMPLETED;
import static dev.millrace.pipelines.StepState.FAILED;
import static dev.millrace.pipelines.StepState.NOT_RUN;
import static dev.millrace.pipelines.StepState.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.jobs.TaskQueues;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoardTest {
    @Test
    void beginsWhatNeedsNothingAndThenWhatNeededThose() {
        Board board = board(task("a"), task("b"), task("c", "a", "b"));

        assertThat(begun(board, 10)).containsExactly("a", "b");
        board.settle("a", COMPLETED);
        assertThat(begun(board, 10)).isEmpty();
        board.settle("b", COMPLETED);
        assertThat(begun(board, 10)).containsExactly("c");
        assertThat(board.isThrough()).isFalse();
        board.settle("c", COMPLETED);
        assertThat(board.isThrough()).isTrue();
    }

    @Test
    void beginsNoMoreThanThereIsRoomFor() {
        Board board = board(task("a"), task("b"), task("c"));

        assertThat(begun(board, 2)).containsExactly("a", "b");
        assertThat(begun(board, 0)).isEmpty();
        assertThat(begun(board, 2)).containsExactly("c");
    }

    @Test
    void neverRunsWhatNeedsAFailedStepHoweverFarAway() {
        Board board = board(task("a"), task("b", "a"), task("c", "b"), task("d"));
        begun(board, 10);

        board.settle("a", FAILED);

        assertThat(board.passOver()).containsExactly(Map.entry("b", NOT_RUN), Map.entry("c", NOT_RUN));
        board.settle("d", COMPLETED);
        assertThat(board.isThrough()).isTrue();
        assertThat(board.failed()).contains("a");
    }

    @Test
    void skipsWhatNeedsASkippedStepOnceAllItsNeedsAreThrough() {
        Board board = board(task("a"), task("b"), task("c", "a", "b"));
        begun(board, 10);

        board.settle("a", SKIPPED);
        assertThat(board.passOver()).isEmpty();
        board.settle("b", FAILED);

        assertThat(board.passOver()).containsExactly(Map.entry("c", NOT_RUN));
    }

    @Test
    void letsAStepDecideThatLooksAtHowItsNeedEnded() {
        Board board = board(task("a"), tolerant(task("b", "a"), "a"));
        begun(board, 10);

        board.settle("a", FAILED);

        assertThat(board.passOver()).isEmpty();
        assertThat(begun(board, 10)).containsExactly("b");
    }

    @Test
    void goesWellWithoutAStepThatMayFail() {
        Board board = board(dispensable(task("a")), task("b", "a"), task("c"));
        begun(board, 10);

        board.settle("a", FAILED);

        assertThat(board.passOver()).containsExactly(Map.entry("b", NOT_RUN));
        assertThat(board.failed()).isEmpty();
        board.settle("c", FAILED);
        assertThat(board.failed()).contains("c");
    }

    @Test
    void goesOnFromWhatWasTakenOver() {
        Board board = new Board(
                List.of(task("a"), task("b", "a"), task("c", "b")),
                Map.of("a", COMPLETED, "b", SKIPPED, "gone", COMPLETED));

        assertThat(board.passOver()).containsExactly(Map.entry("c", SKIPPED));
        assertThat(board.isThrough()).isTrue();
    }

    @Test
    void chainsStepsThatNothingButTheOneBeforeKeepsWaiting() {
        StepPlan first = task("a");
        Board board = board(first, task("b", "a"), task("c", "b"), task("d", "c"), task("e", "c", "d"));

        assertThat(chain(board, first, 20)).containsExactly("a", "b", "c");
        assertThat(chain(board, first, 2)).containsExactly("a", "b");
    }

    @Test
    void chainsNoStepThatIsDoneInAnotherWayOrMayNotWaitForTheOneBefore() {
        StepPlan first = task("a");

        assertThat(chain(board(first, task("b", "a"), task("c", "a")), first, 20))
                .containsExactly("a");
        assertThat(chain(board(first, step("b", new StepKind.Task(TaskQueues.TRAINING), "a")), first, 20))
                .containsExactly("a");
        assertThat(chain(board(first, step("b", new StepKind.Wait(), "a")), first, 20))
                .containsExactly("a");
        assertThat(chain(board(first, within(task("b", "a"), Duration.ofHours(1))), first, 20))
                .containsExactly("a");
        assertThat(chain(board(first, each(task("b", "a"), 2, true)), first, 20))
                .containsExactly("a");
        assertThat(chain(board(first, tolerant(task("b", "a"), "a")), first, 20))
                .containsExactly("a");
    }

    @Test
    void chainsNoStepThatIsThroughOrIsToBeDoneOnItsOwn() {
        StepPlan first = task("a");
        Board taken = new Board(List.of(first, task("b", "a")), Map.of("b", COMPLETED));
        Board grieved = board(first, task("b", "a"));
        grieved.apart(List.of(task("b", "a")));

        assertThat(chain(taken, first, 20)).containsExactly("a");
        assertThat(chain(grieved, first, 20)).containsExactly("a");
    }

    private static List<String> chain(Board board, StepPlan first, int length) {
        return board.chain(first, length).stream().map(StepPlan::id).toList();
    }

    private static Board board(StepPlan... steps) {
        return new Board(List.of(steps), Map.of());
    }

    private static List<String> begun(Board board, int room) {
        return board.begin(room).stream().map(StepPlan::id).toList();
    }
}
