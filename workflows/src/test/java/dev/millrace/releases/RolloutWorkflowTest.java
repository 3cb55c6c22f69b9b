package dev.millrace.releases;

import static dev.millrace.jobs.JobStatus.AWAITING_INPUT;
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
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.Script;
import dev.millrace.models.Strategy;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RolloutWorkflowTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Script script = new Script();
    private FlowFixture flow = FakeRollout.fixture(script);

    @AfterEach
    void close() {
        flow.close();
    }

    @Test
    void promotesAVersionThatKeepsToItsGuardInEveryStep() {
        RolloutResult result =
                start(FakeRollout.canary(List.of(5, 25, 100), MINUTE, false)).result(RolloutResult.class);

        assertThat(result.promoted()).isTrue();
        assertThat(script.calls())
                .filteredOn(call -> !call.equals("check"))
                .containsExactly("shift 5", "shift 25", "shift 100", "finish");
        assertThat(script.calls()).filteredOn(call -> call.equals("check")).hasSize(3 * 61);
        assertThat(flow.row().statuses()).containsExactly(RUNNING, COMPLETED);
    }

    @Test
    void givesAllTrafficBackAtTheFirstLookThatIsOutOfBounds() {
        verdicts(check -> check < 2 ? FakeRollout.FINE : FakeRollout.BAD);

        assertRolledBack(start(FakeRollout.canary(List.of(5, 100), MINUTE, false)), "error_rate is 0.5");

        assertThat(script.calls())
                .containsExactly(
                        "shift 5",
                        "check",
                        "check",
                        "check",
                        "roll back: error_rate is 0.5, and has to be at most 0.05");
    }

    @Test
    void goesBackInALaterStepToo() {
        verdicts(check -> check < 62 ? FakeRollout.FINE : FakeRollout.BAD);

        assertRolledBack(start(FakeRollout.canary(List.of(5, 100), MINUTE, false)), "error_rate is 0.5");

        assertThat(script.calls()).contains("shift 100").doesNotContain("finish");
    }

    @Test
    void passesNoStepBeforeItHasItsSamples() {
        verdicts(check -> check < 100 ? FakeRollout.WAITING : FakeRollout.FINE);

        start(FakeRollout.canary(List.of(100), MINUTE, false)).result(RolloutResult.class);

        assertThat(script.calls()).filteredOn(call -> call.equals("check")).hasSize(101);
    }

    @Test
    void goesBackWhenTheSamplesDoNotComeInTime() {
        verdicts(_ -> FakeRollout.WAITING);

        assertRolledBack(
                start(FakeRollout.canary(List.of(50, 100), MINUTE, false)), "too few samples in time: there are 3");

        assertThat(script.calls()).doesNotContain("shift 100");
    }

    @Test
    void holdsTheTrafficWhereItIsWhilePausedAndStillGoesBack() {
        Gate looking = script.gate("check");
        verdicts(check -> check < 3 ? FakeRollout.FINE : FakeRollout.BAD);
        FlowRun run = start(FakeRollout.canary(List.of(5, 100), Duration.ofDays(1), false));
        looking.awaitReached();
        run.control().pause();
        looking.open();

        assertRolledBack(run, "error_rate is 0.5");
        assertThat(flow.row().statuses()).containsExactly(RUNNING, PAUSED, FAILED);
    }

    @Test
    void goesOnAfterAPauseWithTheRestOfTheHold() {
        Gate looking = script.gate("check");
        FlowRun run = start(FakeRollout.canary(List.of(100), MINUTE, false));
        looking.awaitReached();
        run.control().pause();
        looking.open();
        flow.row().await(PAUSED);
        run.control().resume();

        assertThat(run.result(RolloutResult.class).promoted()).isTrue();
        assertThat(flow.row().statuses()).containsExactly(RUNNING, PAUSED, RUNNING, COMPLETED);
    }

    @Test
    void givesAllTrafficBackWhenItIsCancelled() {
        Gate looking = script.gate("check");
        FlowRun run = start(FakeRollout.canary(List.of(5, 100), MINUTE, false));
        looking.awaitReached();
        run.stub().cancel();
        looking.open();

        assertThatThrownBy(() -> run.result(RolloutResult.class)).hasCauseInstanceOf(CanceledFailure.class);
        assertThat(script.calls()).endsWith("roll back: cancelled").doesNotContain("shift 100");
        assertThat(flow.row().statuses()).containsExactly(RUNNING, CANCELLED);
    }

    @Test
    void givesEveryoneTheVersionOnlyOnceAPersonAgrees() {
        FlowRun run = start(FakeRollout.canary(List.of(50, 100), Duration.ZERO, true));
        flow.row().await(AWAITING_INPUT);
        assertThat(script.calls()).doesNotContain("shift 100");

        approve(run, true);

        assertThat(run.result(RolloutResult.class).promoted()).isTrue();
        assertThat(script.calls()).containsSubsequence("shift 50", "ask", "answered by eve", "shift 100", "finish");
        assertThat(flow.row().statuses()).containsExactly(RUNNING, AWAITING_INPUT, RUNNING, COMPLETED);
    }

    @Test
    void goesBackWhenAPersonRefuses() {
        FlowRun run = start(FakeRollout.canary(List.of(50, 100), Duration.ZERO, true));
        flow.row().await(AWAITING_INPUT);

        approve(run, false);

        assertRolledBack(run, "refused by eve: not now");
    }

    @Test
    void guardsTheTrafficWhileItWaitsForAPerson() {
        verdicts(check -> check == 0 ? FakeRollout.FINE : FakeRollout.BAD);

        assertRolledBack(start(FakeRollout.canary(List.of(50, 100), Duration.ZERO, true)), "error_rate is 0.5");

        assertThat(script.calls()).contains("ask").doesNotContain("shift 100");
    }

    @Test
    void refusesAnAnswerThatNobodyAskedFor() {
        Gate looking = script.gate("check");
        FlowRun run = start(FakeRollout.canary(List.of(100), MINUTE, false));
        looking.awaitReached();
        looking.open();

        assertThatThrownBy(() -> approve(run, true)).isInstanceOf(WorkflowUpdateException.class);
        run.result(RolloutResult.class);
    }

    @Test
    void endsAComparisonAsSoonAsItIsDecided() {
        verdicts(check -> check < 5 ? FakeRollout.FINE : new Verdict(Verdict.Kind.DECIDED, "challenger is better"));
        AbTest test = new AbTest(50, "accuracy", 0.05, 0.02, 100L, Duration.ofDays(7), false);

        start(FakeRollout.request(Strategy.AB, null, null, test)).result(RolloutResult.class);

        assertThat(script.calls()).filteredOn(call -> call.equals("check")).hasSize(6);
        assertThat(script.calls()).endsWith("finish");
    }

    @Test
    void comparesAShadowForItsTime() {
        verdicts(_ -> FakeRollout.WAITING);

        start(FakeRollout.request(Strategy.SHADOW, null, new ShadowPlan(Duration.ofSeconds(90)), null))
                .result(RolloutResult.class);

        assertThat(script.calls()).startsWith("shift 0").endsWith("finish");
    }

    private void verdicts(IntFunction<Verdict> ofCheck) {
        flow.close();
        flow = FakeRollout.fixture(new FakeRollout(script, ofCheck));
    }

    private FlowRun start(RolloutRequest request) {
        return flow.start(RolloutWorkflow.class, JobKind.ROLLOUT, request);
    }

    private static void approve(FlowRun run, boolean approved) {
        run.stub().update("approve", Void.class, new Approval(Approval.STEP, approved, "not now", "eve"));
    }

    private void assertRolledBack(FlowRun run, String reason) {
        assertThatThrownBy(() -> run.result(RolloutResult.class)).isInstanceOf(WorkflowFailedException.class);
        assertThat(Objects.requireNonNull(flow.row().failure()).detail()).startsWith(reason);
        assertThat(script.calls().getLast()).startsWith("roll back: " + reason);
    }
}
