package dev.millrace.agents;

import static dev.millrace.agents.FakeAgent.calls;
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
import dev.millrace.problems.ProblemType;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentWorkflowTest {
    private static final Thought ANSWERED = Thought.of(Thought.Next.ANSWERED);
    private static final Thought NO_BUDGET = Thought.of(Thought.Next.NO_BUDGET);

    private final Script script = new Script();
    private final FakeAgent agent = new FakeAgent(script);
    private final FlowFixture flow = new FlowFixture(List.of(AgentWorkflowImpl.class), agent, agent);

    @AfterEach
    void close() {
        flow.close();
    }

    @Test
    void usesToolsUntilTheModelHasAnswered() {
        agent.then(calls("predict", "read_job"))
                .then(Thought.of(Thought.Next.AGAIN))
                .then(calls("predict"))
                .then(ANSWERED);

        start(false).result(Object.class);

        assertThat(script.calls()).startsWith("think 1").endsWith("think 2", "think 3", "use 3.1", "think 4", "finish");
        assertThat(script.calls().subList(1, 3)).containsExactlyInAnyOrder("use 1.1", "use 1.2");
        assertThat(flow.row().statuses()).containsExactly(RUNNING, COMPLETED);
    }

    @Test
    void usesTheToolsOfOneAnswerSideBySide() {
        agent.then(calls("slow", "slow")).then(ANSWERED);
        List<Gate> both = List.of(script.gate("use 1.1"), script.gate("use 1.2"));
        FlowRun run = start(false);

        both.forEach(Gate::awaitReached);
        both.forEach(Gate::open);

        run.result(Object.class);
    }

    @Test
    void failsWhenALimitIsReached() {
        agent.then(ANSWERED);
        script.when("think 1", Script.failing(ProblemType.LIMIT_REACHED, "the agent has used up its steps"));

        assertFails(start(false), "used up its steps");
    }

    @Test
    void failsWhenTheTimeOfItsWorkIsUp() {
        agent.then(calls("slow")).then(ANSWERED);
        Gate neverOpened = script.gate("use 1.1");
        FlowRun run = start(new AgentPlan(false, Duration.ofSeconds(2), Duration.ofHours(1), Duration.ofHours(1)));
        neverOpened.awaitReached();

        assertFails(run, "limits.max_time");
    }

    @Test
    void asksBeforeAMarkedToolAndMakesOnlyWhatIsApproved() {
        agent.then(calls("pay!", "look", "pay!")).then(ANSWERED).approving("yes");
        FlowRun run = start(false);
        flow.row().await(AWAITING_INPUT);
        assertThat(script.calls()).contains("use 1.2").doesNotContain("use 1.1", "use 1.3");

        answer(run, "tool_1_1", "yes");
        answer(run, "tool_1_3", "no");

        run.result(Object.class);
        assertThat(script.calls()).contains("use 1.1").doesNotContain("use 1.3");
        assertThat(flow.row().statuses()).containsExactly(RUNNING, AWAITING_INPUT, RUNNING, COMPLETED);
    }

    @Test
    void refusesAnAnswerWhereNothingWaits() {
        agent.then(calls("pay!")).then(ANSWERED).approving("yes");
        FlowRun run = start(false);
        flow.row().await(AWAITING_INPUT);

        assertThatThrownBy(() -> answer(run, "tool_7_1", "yes")).isInstanceOf(WorkflowUpdateException.class);
        assertThatThrownBy(() -> answer(run, "user", "hello")).isInstanceOf(WorkflowUpdateException.class);
        answer(run, "tool_1_1", "yes");
        run.result(Object.class);
    }

    @Test
    void goesOnWithoutTheCallWhenNobodyApprovesInTime() {
        agent.then(calls("pay!")).then(ANSWERED);

        start(false).result(Object.class);

        assertThat(script.calls()).contains("decide 1.1 by null").doesNotContain("use 1.1");
    }

    @Test
    void waitsForMoneyAndGoesOnWhenItIsToppedUp() {
        agent.then(NO_BUDGET).then(ANSWERED);
        FlowRun run = start(false);
        flow.row().await(AWAITING_INPUT);

        answer(run, "budget", "more");

        run.result(Object.class);
        assertThat(script.calls())
                .containsExactly("think 1", "ask for money", "top up by more", "think 1", "money", "finish");
    }

    @Test
    void goesOnByItselfWhenABudgetWasRaisedElsewhere() {
        agent.then(NO_BUDGET).then(NO_BUDGET).then(NO_BUDGET).then(ANSWERED);

        start(false).result(Object.class);

        assertThat(script.calls().stream().filter("think 1"::equals)).hasSize(4);
        assertThat(flow.row().statuses()).containsExactly(RUNNING, AWAITING_INPUT, RUNNING, COMPLETED);
    }

    @Test
    void looksAtOnceForMoneyWhenSomebodySaysContinue() {
        agent.then(NO_BUDGET).then(ANSWERED);
        FlowRun run = start(false);
        flow.row().await(AWAITING_INPUT);

        run.control().resume();

        run.result(Object.class);
        assertThat(script.calls()).doesNotContain("top up by more");
    }

    @Test
    void hearsTurnsInTheOrderInWhichTheyWereSaid() {
        agent.then(ANSWERED);
        Gate first = script.gate("think 1");
        FlowRun run = start(true);
        first.awaitReached();
        answer(run, "user", "one");
        answer(run, "user", "two");
        first.open();

        run.result(Object.class);
        assertThat(agent.heard()).containsExactly("one", "two");
        assertThat(script.calls()).contains("think 3").doesNotContain("think 4").endsWith("hear null", "finish");
    }

    @Test
    void endsAConversationInWhichNothingIsSaidAnyMore() {
        agent.then(ANSWERED);

        start(true).result(Object.class);

        assertThat(script.calls()).containsExactly("think 1", "ask for more", "hear null", "finish");
    }

    @Test
    void pausesBetweenSteps() {
        agent.then(calls("slow")).then(ANSWERED);
        Gate tool = script.gate("use 1.1");
        FlowRun run = start(false);
        tool.awaitReached();

        run.control().pause();
        tool.open();
        flow.row().await(PAUSED);
        assertThat(script.calls()).doesNotContain("think 2");
        run.control().resume();

        run.result(Object.class);
    }

    @Test
    void stopsTheCallUnderWayWhenItIsCancelled() {
        agent.then(ANSWERED);
        Gate neverOpened = script.gate("think 1");
        FlowRun run = start(false);
        neverOpened.awaitReached();

        run.stub().cancel();

        assertThatThrownBy(() -> run.result(Object.class)).hasCauseInstanceOf(CanceledFailure.class);
        assertThat(flow.row().statuses()).containsExactly(RUNNING, CANCELLED);
    }

    @Test
    void waitsOutAnOutageOfAllModels() {
        agent.then(ANSWERED);
        Runnable down = Script.failing(ProblemType.UNAVAILABLE, "no provider answers");
        script.when("think 1", down, down, down, down, down, down, down);

        start(false).result(Object.class);

        assertThat(script.calls().stream().filter("think 1"::equals)).hasSize(8);
    }

    @Test
    void usesAToolAgainAfterAnOutageButNotTheOthersOfTheSameAnswer() {
        agent.then(calls("fine", "down")).then(ANSWERED);
        Runnable down = Script.failing(ProblemType.UNAVAILABLE, "the database does not answer");
        script.when("use 1.2", down, down, down, down, down);

        start(false).result(Object.class);

        assertThat(script.calls().stream().filter("use 1.1"::equals)).hasSize(1);
        assertThat(script.calls().stream().filter("use 1.2"::equals)).hasSize(6);
    }

    @Test
    void goesOnAsANewRunBeforeItsHistoryGrowsLong() {
        for (int step = 1; step <= 60; step++) {
            agent.then(calls("predict"));
        }
        agent.then(ANSWERED);
        FlowRun run = start(false);

        run.result(Object.class);

        assertThat(script.calls()).contains("think 61").endsWith("finish");
        assertThat(flow.client().fetchHistory(run.workflowId()).getEvents().size())
                .isLessThan(400);
    }

    private void assertFails(FlowRun run, String reason) {
        assertThatThrownBy(() -> run.result(Object.class)).isInstanceOf(WorkflowFailedException.class);
        assertThat(flow.row().statuses()).endsWith(FAILED);
        assertThat(String.valueOf(flow.row().failure())).contains("limit-reached", reason);
    }

    private static void answer(FlowRun run, String place, String id) {
        run.stub().update("answer", Void.class, new Reply(place, "ann", id));
    }

    private FlowRun start(boolean conversational) {
        return flow.start(AgentWorkflow.class, JobKind.AGENT, FakeAgent.request(conversational));
    }

    private FlowRun start(AgentPlan plan) {
        return flow.start(AgentWorkflow.class, JobKind.AGENT, new AgentRequest(FlowFixture.JOB, plan, null));
    }
}
