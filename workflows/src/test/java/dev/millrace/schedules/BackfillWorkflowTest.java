package dev.millrace.schedules;

import static dev.millrace.jobs.JobStatus.CANCELLED;
import static dev.millrace.jobs.JobStatus.COMPLETED;
import static dev.millrace.jobs.JobStatus.PAUSED;
import static dev.millrace.jobs.JobStatus.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.jobs.FlowFixture;
import dev.millrace.jobs.FlowRun;
import dev.millrace.jobs.Gate;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.Script;
import dev.millrace.problems.ProblemType;
import io.temporal.failure.CanceledFailure;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackfillWorkflowTest {
    private final Script script = new Script();
    private final FakeSchedule schedule = new FakeSchedule(script, 7, Set.of(2), Set.of(4));
    private final FlowFixture flow = FakeSchedule.fixture(schedule);

    @AfterEach
    void close() {
        flow.close();
    }

    @Test
    void runsEachTimeInOrderAndGoesOnAfterOneThatFails() {
        script.when("work 1", Script.failing(ProblemType.TRAINING_IMPOSSIBLE, "no rows"));

        BackfillCount count = start(1).result(BackfillCount.class);

        assertThat(script.calls()).containsExactly("work 0", "work 1", "work 3", "work 5", "work 6");
        assertThat(count).isEqualTo(new BackfillCount(4, 2, 0, 1));
        assertThat(schedule.notes()).hasSize(7).last().isEqualTo(count);
        assertThat(schedule.mostWorking()).isOne();
        assertThat(flow.row().statuses()).containsExactly(RUNNING, COMPLETED);
    }

    @Test
    void runsSeveralSideBySide() {
        Gate first = script.gate("work 0");
        Gate second = script.gate("work 1");
        FlowRun run = start(2);

        first.awaitReached();
        second.awaitReached();
        first.open();
        second.open();

        assertThat(run.result(BackfillCount.class).completed()).isEqualTo(5);
        assertThat(schedule.mostWorking()).isEqualTo(2);
    }

    @Test
    void restsBetweenTwoRunsWhileItIsPaused() {
        Gate working = script.gate("work 0");
        FlowRun run = start(1);
        working.awaitReached();

        run.control().pause();
        working.open();
        flow.row().await(PAUSED);
        assertThat(script.calls()).containsExactly("work 0");
        run.control().resume();

        assertThat(run.result(BackfillCount.class).completed()).isEqualTo(5);
    }

    @Test
    void cancelsTheRunUnderWayWithItAndBeginsNoOther() {
        Gate neverOpened = script.gate("work 1");
        FlowRun run = start(1);
        neverOpened.awaitReached();

        run.control().cancel();

        assertThatThrownBy(() -> run.result(BackfillCount.class)).hasCauseInstanceOf(CanceledFailure.class);
        assertThat(script.calls()).containsExactly("work 0", "work 1");
        assertThat(flow.row().statuses()).containsExactly(RUNNING, CANCELLED);
    }

    private FlowRun start(int width) {
        return flow.start(BackfillWorkflow.class, JobKind.BACKFILL, FakeSchedule.backfill(width));
    }
}
