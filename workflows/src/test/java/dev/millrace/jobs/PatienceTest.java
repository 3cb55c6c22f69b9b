package dev.millrace.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.problems.ProblemType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final FailureCause OUTAGE = new FailureCause.Reported(ProblemType.UNAVAILABLE, "no database");

    private final Patience patience = new Patience();

    @Test
    void waitsLongerForEachOutageUpToFiveMinutes() {
        assertThat(patience.after(OUTAGE)).contains(Duration.ofSeconds(30));
        assertThat(patience.after(OUTAGE)).contains(Duration.ofSeconds(60));
        for (int i = 0; i < 10; i++) {
            patience.after(OUTAGE);
        }
        assertThat(patience.after(OUTAGE)).contains(Duration.ofMinutes(5));
    }

    @Test
    void givesUpOnABugAndOnARefusal() {
        assertThat(patience.after(new FailureCause.Reported(ProblemType.INTERNAL, "bug")))
                .isEmpty();
        assertThat(patience.after(new FailureCause.Reported(ProblemType.OUT_OF_MEMORY, "too large")))
                .isEmpty();
    }

    @Test
    void triesAgainWhileWorkersDieFurtherOnEachTime() {
        assertThat(patience.after(diedAt(10))).isPresent();
        assertThat(patience.after(diedAt(11))).isPresent();
    }

    @Test
    void parksAJobThatKillsItsWorkersAtTheSamePlace() {
        assertThat(patience.after(diedAt(10))).isPresent();
        assertThat(patience.after(diedAt(10))).isEmpty();
    }

    @Test
    void parksAJobThatKillsItsWorkersBeforeTheFirstHeartbeat() {
        assertThat(patience.after(diedAt(-1))).isEmpty();
    }

    private static FailureCause diedAt(long position) {
        return new FailureCause.Silent("Fit", position);
    }
}
