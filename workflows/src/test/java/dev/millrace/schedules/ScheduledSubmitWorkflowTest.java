package dev.millrace.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.jobs.FlowFixture;
import dev.millrace.jobs.Gate;
import dev.millrace.jobs.Script;
import dev.millrace.jobs.TaskQueues;
import dev.millrace.problems.ProblemType;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributes;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import java.time.OffsetDateTime;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

public class ScheduledSubmitWorkflowTest {
    private static final String TIME = "2026-11-22T03:00:00Z";
    public static final String ID = "scheduled.default.1-" + TIME;

    private final Script script = new Script();
    private final FlowFixture flow = FakeSchedule.fixture(new FakeSchedule(script, 0, Set.of(), Set.of()));

    @AfterEach
    void close() {
        flow.close();
    }

    @Test
    void writesTheJobOfItsNominalTimeAndEndsWithIt() {
        start(flow).getResult(Void.class);

        assertThat(script.calls()).containsExactly("submit " + TIME, "work " + TIME);
    }

    @Test
    void failsAsItsJobDoes() {
        script.when("work " + TIME, Script.failing(ProblemType.TRAINING_IMPOSSIBLE, "no rows"));

        assertThatThrownBy(() -> start(flow).getResult(Void.class)).hasCauseInstanceOf(ChildWorkflowFailure.class);
    }

    @Test
    void cancelsItsJobWhenTheNextOneTakesItsPlace() {
        Gate neverOpened = script.gate("work " + TIME);
        WorkflowStub run = start(flow);
        neverOpened.awaitReached();

        run.cancel();

        assertThatThrownBy(() -> run.getResult(Void.class)).hasRootCauseInstanceOf(CanceledFailure.class);
    }

    @Test
    void runsNothingWhenTheTimeHasItsRun() {
        try (FlowFixture other = FakeSchedule.fixture(new FakeSchedule(script, 0, Set.of(1), Set.of()))) {
            start(other).getResult(Void.class);
        }

        assertThat(script.calls()).containsExactly("submit " + TIME);
    }

    /** As Temporal's scheduler starts it. */
    public static WorkflowStub start(FlowFixture flow) {
        WorkflowStub stub = flow.client()
                .newUntypedWorkflowStub(
                        "ScheduledSubmitWorkflow",
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(TaskQueues.ORCHESTRATION)
                                .setWorkflowId(ID)
                                .setTypedSearchAttributes(SearchAttributes.newBuilder()
                                        .set(
                                                SearchAttributeKey.forOffsetDateTime("TemporalScheduledStartTime"),
                                                OffsetDateTime.parse(TIME))
                                        .build())
                                .build());
        stub.start(FakeSchedule.request());
        return stub;
    }
}
