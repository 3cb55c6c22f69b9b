package dev.millrace.releases;

import static dev.millrace.releases.Verdict.Kind.BREACHED;
import static dev.millrace.releases.Verdict.Kind.FINE;
import static dev.millrace.releases.Verdict.Kind.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.problems.Problem;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuardCheckTest {
    private static final Guard ERRORS = new Guard("error_rate", 0.05, null, 20L);
    private static final Guard ACCURACY = new Guard("accuracy", null, 0.8, 20L);

    @Test
    void waitsForItsSamplesHoweverBadTheFirstOnesAre() {
        Verdict verdict = GuardCheck.verdict(ERRORS, 19, "requests", 1);
        assertThat(verdict.kind()).isEqualTo(WAITING);
        assertThat(verdict.detail()).isEqualTo("error_rate is known after 20 requests, there are 19");
    }

    @Test
    void allowsTheBoundItself() {
        assertThat(GuardCheck.verdict(ERRORS, 20, "requests", 0.05).kind()).isEqualTo(FINE);
        assertThat(GuardCheck.verdict(ERRORS, 20, "requests", 0.0501).kind()).isEqualTo(BREACHED);
        assertThat(GuardCheck.verdict(ACCURACY, 20, "labels", 0.8).kind()).isEqualTo(FINE);
        Verdict breached = GuardCheck.verdict(ACCURACY, 25, "predictions with feedback", 0.5);
        assertThat(breached.kind()).isEqualTo(BREACHED);
        assertThat(breached.detail())
                .isEqualTo("accuracy is 0.5000 over 25 predictions with feedback, and has to be at least 0.8");
    }

    @Test
    void takesWhatCannotBeMeasuredForBad() {
        assertThat(GuardCheck.verdict(ACCURACY, 20, "labels", Double.NaN).kind())
                .isEqualTo(BREACHED);
    }

    @Test
    void refusesGuardsThatGuardNothing() {
        assertThatThrownBy(() -> new Guard("speed", 1.0, null, 1L)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> new Guard("accuracy", null, null, 1L)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> new Guard("accuracy", 1.0, 0.5, 1L)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> new Guard("accuracy", null, Double.NaN, 1L)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> new Guard("accuracy", null, 0.5, 0L)).isInstanceOf(Problem.class);
    }

    /** Of 10 rows: 6 a (5 found), 4 b (3 found). */
    @Test
    void judgesClassesByTheirMeanOverClasses() {
        Labelled labelled = new Labelled.Classes(Map.of(
                new Labelled.Classes.Pair("a", "a"), 5L,
                new Labelled.Classes.Pair("b", "a"), 1L,
                new Labelled.Classes.Pair("a", "b"), 1L,
                new Labelled.Classes.Pair("b", "b"), 3L));
        assertThat(labelled.n()).isEqualTo(10);
        assertThat(labelled.metric("accuracy")).isCloseTo(0.8, within(1e-12));
        assertThat(labelled.metric("precision")).isCloseTo((5.0 / 6 + 3.0 / 4) / 2, within(1e-12));
        assertThat(labelled.metric("recall")).isCloseTo((5.0 / 6 + 3.0 / 4) / 2, within(1e-12));
        assertThat(labelled.metric("f1")).isCloseTo((10.0 / 12 + 6.0 / 8) / 2, within(1e-12));
        assertThat(labelled.metric("rmse")).isNaN();
        assertThat(new Labelled.Classes(Map.of()).metric("accuracy")).isNaN();
    }

    /** Truths 1, 2, 3 and errors 1, 0, -2. */
    @Test
    void judgesValuesByTheirErrors() {
        Labelled labelled = new Labelled.Values(3, 3, 5, 17, 6, 14);
        assertThat(labelled.metric("rmse")).isCloseTo(Math.sqrt(5.0 / 3), within(1e-12));
        assertThat(labelled.metric("mae")).isEqualTo(1);
        assertThat(labelled.metric("r2")).isCloseTo(1 - 5.0 / 2, within(1e-12));
        assertThat(labelled.mean("mae").variance()).isCloseTo(1, within(1e-12));
    }
}
