package dev.millrace.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.MovableClock;
import dev.millrace.events.EventType;
import dev.millrace.events.JobEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobActivitiesTest {
    private final MovableClock clock = new MovableClock();
    private final TestJobs test = new TestJobs(clock);
    private final JobRef ref = test.queued();

    @Test
    void setsRunIdAndStartTimeOnce() {
        test.activities.running(ref);
        Job first = test.row(ref);
        clock.advance(Duration.ofMinutes(1));
        test.activities.paused(ref);
        test.activities.running(ref);
        assertThat(first.runId()).isEqualTo("run-1");
        assertThat(test.row(ref).startedAt()).isEqualTo(first.startedAt());
        assertThat(test.row(ref).status()).isEqualTo(JobStatus.RUNNING);
    }

    @ParameterizedTest
    @EnumSource(
            value = JobStatus.class,
            names = {"COMPLETED", "FAILED", "CANCELLED"})
    void neverReopensAFinalJob(JobStatus end) {
        test.activities.running(ref);
        enter(end);
        Job ended = test.row(ref);
        assertThatThrownBy(() -> test.activities.running(ref)).hasMessageContaining("already");
        test.activities.paused(ref);
        test.activities.completed(ref);
        test.activities.failed(ref, new JobFailure("late", "late", "late"));
        test.activities.cancelled(ref);
        test.results.merge(ref, Map.of("late", true));
        assertThat(test.row(ref)).isEqualTo(ended);
    }

    @Test
    void tellsEachChangeOfStatusOnce() {
        test.activities.running(ref);
        test.activities.running(ref);
        test.activities.completed(ref);
        test.activities.completed(ref);
        assertThat(statuses()).containsExactly("queued", "running", "completed");
    }

    @Test
    void showsWhyAJobFailed() {
        JobFailure failure = new JobFailure("https://millrace.dev/errors#x", "Title", "the detail");
        test.activities.failed(ref, failure);
        assertThat(test.row(ref).error()).isEqualTo(failure);
        assertThat(test.row(ref).completedAt()).isEqualTo(clock.instant());
    }

    private void enter(JobStatus end) {
        switch (end) {
            case COMPLETED -> test.activities.completed(ref);
            case FAILED -> test.activities.failed(ref, new JobFailure("a", "b", "c"));
            case CANCELLED -> test.activities.cancelled(ref);
            case QUEUED, RUNNING, PAUSED, AWAITING_INPUT -> throw new AssertionError(end);
        }
    }

    private List<String> statuses() {
        return test.events.read(ref.tenant(), ref.job().value(), EventType.STATUS, 0, 100).stream()
                .map(JobEvent::data)
                .map(data -> data.get("status").asString())
                .toList();
    }
}
