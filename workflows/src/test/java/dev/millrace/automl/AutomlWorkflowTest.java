package dev.millrace.automl;

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
import io.temporal.failure.CanceledFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AutomlWorkflowTest {
    private final Script script = new Script();
    private final FlowFixture flow = FakeAutoml.fixture(script);

    @AfterEach
    void close() {
        flow.close();
    }

    @Test
    void looksAfterTheSearchAndGivesTheRestWhatIsLeft() {
        AutomlResult result = start().result(AutomlResult.class);

        assertThat(result.modelVersion()).isEqualTo(1);
        assertThat(script.calls())
                .startsWith("validate", "study", "follow")
                .endsWith("choose with 30 s", "fit", "register");
        assertThat(flow.row().statuses()).containsExactly(RUNNING, COMPLETED);
    }

    @Test
    void fitsAgainAfterAPause() {
        Gate neverOpened = script.gate("fit");
        FlowRun run = start();
        neverOpened.awaitReached();

        run.control().pause();
        flow.row().await(PAUSED);
        run.control().resume();
        run.result(AutomlResult.class);

        assertThat(script.calls()).endsWith("fit", "fit", "register");
        assertThat(flow.row().statuses()).containsExactly(RUNNING, PAUSED, RUNNING, COMPLETED);
    }

    @Test
    void cancelsItsStudyWithIt() {
        Gate looking = script.gate("follow");
        FlowRun run = start();
        looking.awaitReached();

        run.stub().cancel();
        looking.open();

        assertThatThrownBy(() -> run.result(AutomlResult.class)).hasCauseInstanceOf(CanceledFailure.class);
        assertThat(script.calls()).doesNotContain("fit");
        assertThat(flow.row().statuses()).containsExactly(RUNNING, CANCELLED);
    }

    private FlowRun start() {
        return flow.start(AutomlWorkflow.class, JobKind.AUTOML, FakeAutoml.request());
    }
}
