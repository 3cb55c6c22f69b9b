package dev.millrace.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import io.temporal.api.enums.v1.RetryState;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import org.junit.jupiter.api.Test;

class FailureCauseTest {
    @Test
    void readsTheProblemOfAnActivityByItsType() {
        var thrown = ApplicationFailure.newNonRetryableFailure("one class only", "training-impossible");

        assertThat(FailureCause.of(inActivity(thrown)))
                .isEqualTo(new FailureCause.Reported(ProblemType.TRAINING_IMPOSSIBLE, "one class only"));
    }

    @Test
    void callsAnExceptionNobodyNamedInternal() {
        var thrown = ApplicationFailure.newFailure("/ by zero", "java.lang.ArithmeticException");

        assertThat(FailureCause.of(inActivity(thrown)))
                .isEqualTo(new FailureCause.Reported(ProblemType.INTERNAL, "/ by zero"));
    }

    @Test
    void readsHowFarASilentActivityHadCome() {
        var timeout = new TimeoutFailure(null, new ResumePoint(7), TimeoutType.TIMEOUT_TYPE_HEARTBEAT);

        assertThat(FailureCause.of(inActivity(timeout))).isEqualTo(new FailureCause.Silent("Fit", 7));
    }

    @Test
    void keepsAProblemOfTheWorkflowItself() {
        assertThat(FailureCause.of(Problem.conflict("already there")).toJobFailure())
                .isEqualTo(new JobFailure(
                        "https://millrace.dev/errors#conflict",
                        "The resource's state does not allow this",
                        "already there"));
    }

    private static ActivityFailure inActivity(Throwable cause) {
        return new ActivityFailure(
                "failed", 1, 2, "Fit", "1", RetryState.RETRY_STATE_MAXIMUM_ATTEMPTS_REACHED, "worker", cause);
    }
}
