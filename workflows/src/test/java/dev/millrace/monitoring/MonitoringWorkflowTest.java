package dev.millrace.monitoring;

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
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MonitoringWorkflowTest {
    private final Script script = new Script();
    private FlowFixture flow = watching(3);

    @AfterEach
    void close() {
        flow.close();
    }

    @Test
    void looksOnceAnIntervalAndTellsOnlyWhatIsNew() {
        FlowRun run = start();
        run.stub().getResult(Void.class);

        assertThat(script.calls()).containsExactly("evaluate", "tell", "evaluate", "evaluate", "evaluate");
        assertThat(took(run)).isBetween(Duration.ofHours(3), Duration.ofHours(4));
        assertThat(flow.row().statuses()).containsExactly(RUNNING, COMPLETED);
    }

    @Test
    void looksAtOnceWhenTheSettingsChange() {
        Gate first = script.gate("evaluate");
        FlowRun run = start();
        first.awaitReached();
        // While it looks, so that it cannot be sure to have seen the change.
        run.stub().signal("changed");
        first.open();
        run.stub().getResult(Void.class);

        assertThat(took(run)).isLessThan(Duration.ofHours(3));
    }

    @Test
    void looksNoMoreWhilePausedAndAtOnceAfterIt() {
        Gate first = script.gate("evaluate");
        FlowRun run = start();
        first.awaitReached();
        run.control().pause();
        first.open();
        flow.row().await(PAUSED);
        assertThat(script.calls()).containsExactly("evaluate");

        run.control().resume();
        run.stub().getResult(Void.class);

        assertThat(script.calls()).hasSize(5);
        assertThat(flow.row().statuses()).containsExactly(RUNNING, PAUSED, RUNNING, COMPLETED);
    }

    @Test
    void endsWhenItIsCancelled() {
        Gate neverOpened = script.gate("evaluate");
        FlowRun run = start();
        neverOpened.awaitReached();
        run.stub().cancel();

        assertThatThrownBy(() -> run.stub().getResult(Void.class)).hasCauseInstanceOf(CanceledFailure.class);
        assertThat(flow.row().statuses()).containsExactly(RUNNING, CANCELLED);
    }

    @Test
    void goesOnForYearsInRunsOfBoundedLength() {
        flow.close();
        flow = watching(105);
        FlowRun run = start();
        run.stub().getResult(Void.class);

        assertThat(Collections.frequency(script.calls(), "evaluate")).isEqualTo(106);
        assertThat(flow.row().statuses()).endsWith(RUNNING, COMPLETED);
    }

    private FlowFixture watching(int looks) {
        return new FlowFixture(MonitoringWorkflowImpl.class, new FakeMonitoring(script, looks));
    }

    private FlowRun start() {
        return flow.start(MonitoringWorkflow.class, JobKind.MONITORING, FakeMonitoring.request());
    }

    private static Duration took(FlowRun run) {
        WorkflowStub stub = run.stub();
        var description = stub.describe();
        Instant started = description.getStartTime();
        Instant closed = description.getCloseTime();
        return Duration.between(started, closed == null ? started : closed);
    }
}
