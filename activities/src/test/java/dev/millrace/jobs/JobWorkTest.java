package dev.millrace.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.MovableClock;
import dev.millrace.events.EventType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobWorkTest {
    private static final List<PlannedStep> PLAN =
            List.of(PlannedStep.main("fit", "fit", 80), PlannedStep.main("fit_all", "fit", 80));

    private final MovableClock clock = new MovableClock();
    private final TestJobs test = new TestJobs(clock);
    private final JobRef ref = test.queued();

    @BeforeEach
    void begin() {
        test.activities.running(ref);
    }

    @Test
    void tellsNothingBeforeTenPercentAndTheCompletionAfterwards() {
        work("fit", Duration.ofSeconds(1), 0.1);
        assertThat(test.row(ref).progress()).isLessThan(0.1);
        assertThat(test.row(ref).estimatedCompletion(clock.instant())).isNull();

        for (int second = 2; second <= 5; second++) {
            work("fit", Duration.ofSeconds(1), second / 10.0);
        }

        assertThat(test.row(ref).progress()).isCloseTo(0.25, within(0.05));
        assertThat(secondsLeft()).isCloseTo(15, within(1.0));
    }

    @Test
    void doesNotCountTimeInWhichTheJobWasPausedOrItsWorkerDead() {
        workFiveSeconds();
        double before = test.row(ref).progress();

        test.activities.paused(ref);
        assertThat(test.row(ref).estimatedCompletion(clock.instant())).isNull();
        clock.advance(Duration.ofHours(2));
        test.activities.running(ref);
        work("fit", Duration.ofSeconds(1), 0.6);

        assertThat(secondsLeft()).isCloseTo(14, within(1.5));
        assertThat(test.row(ref).progress()).isCloseTo(before + 0.05, within(0.03));

        clock.advance(Duration.ofMinutes(10));
        assertThat(test.row(ref).estimatedCompletion(clock.instant()))
                .as("nobody has worked for ten minutes")
                .isNull();
        work("fit", Duration.ofSeconds(1), 0.7);
        assertThat(secondsLeft()).isCloseTo(13, within(3.0));
    }

    @Test
    void neverLowersTheProgressAndTellsEachRise() {
        workFiveSeconds();
        double before = test.row(ref).progress();

        work("fit", Duration.ofSeconds(60), 0.5);

        assertThat(test.row(ref).progress()).isEqualTo(before);
        assertThat(secondsLeft()).isGreaterThan(15);
        assertThat(test.events.read(ref.tenant(), ref.job().value(), EventType.PROGRESS, 0, 100))
                .extracting(event -> event.data().path("progress").asDouble())
                .isSorted()
                .doesNotHaveDuplicates()
                .isNotEmpty();
    }

    @Test
    void leavesAJobAloneThatHasEnded() {
        workFiveSeconds();
        test.activities.completed(ref);

        work("fit", Duration.ofSeconds(1), 0.7);

        assertThat(test.row(ref).progress()).isEqualTo(1);
        assertThat(test.row(ref).estimatedCompletion(clock.instant())).isNull();
    }

    @Test
    void writesWhatWasSpentWhenTheMeterIsClosed() {
        try (WorkMeter meter = test.work.open(ref, "fit", PLAN)) {
            clock.advance(Duration.ofSeconds(2));
            meter.reached(1);
        }

        assertThat(test.row(ref).remaining()).isEqualTo(Duration.ofSeconds(2));
    }

    private void workFiveSeconds() {
        for (int second = 1; second <= 5; second++) {
            work("fit", Duration.ofSeconds(1), second / 10.0);
        }
    }

    private void work(String step, Duration spent, double reached) {
        clock.advance(spent);
        test.work.note(ref, step, PLAN, spent.toMillis(), reached);
    }

    private double secondsLeft() {
        var completion = test.row(ref).estimatedCompletion(clock.instant());
        assertThat(completion).isNotNull();
        return Duration.between(clock.instant(), completion).toMillis() / 1000.0;
    }
}
