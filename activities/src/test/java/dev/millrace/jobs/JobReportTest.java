package dev.millrace.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.MovableClock;
import dev.millrace.events.EventType;
import dev.millrace.events.JobEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobReportTest {
    private final MovableClock clock = new MovableClock();
    private final TestJobs test = new TestJobs(clock);
    private final JobRef ref = test.queued();

    @Test
    void keepsAMetricOnceThoughASecondAttemptTellsItAgain() {
        for (int attempt = 0; attempt < 2; attempt++) {
            try (JobReport report = test.reports.open(ref, "fit")) {
                report.metric("loss", 1, 0.5);
                report.metric("loss", 2, 0.25);
                report.info("Dropped column a: it is constant");
            }
        }
        assertThat(read(EventType.METRIC)).hasSize(2);
        assertThat(read(EventType.LOG)).hasSize(1);
        assertThat(read(EventType.METRIC).getFirst().data())
                .hasToString("{\"name\":\"loss\",\"step\":1,\"value\":0.5}");
    }

    @Test
    void numbersEventsWithoutGap() {
        for (int attempt = 0; attempt < 2; attempt++) {
            try (JobReport report = test.reports.open(ref, "fit")) {
                report.metric("loss", 1, 0.5);
                report.info("attempt " + attempt);
            }
        }
        assertThat(test.events.read(ref.tenant(), ref.job().value(), 0, 100))
                .extracting(JobEvent::id)
                .containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void writesAtMostTwiceASecond() {
        try (JobReport report = test.reports.open(ref, "fit")) {
            report.metric("loss", 1, 0.5);
            report.metric("loss", 2, 0.4);
            assertThat(read(EventType.METRIC)).hasSize(1);
            clock.advance(Duration.ofMillis(500));
            report.metric("loss", 3, 0.3);
            assertThat(read(EventType.METRIC)).hasSize(3);
            report.metric("loss", 4, 0.2);
        }
        assertThat(read(EventType.METRIC)).hasSize(4);
    }

    private List<JobEvent> read(EventType type) {
        return test.events.read(ref.tenant(), ref.job().value(), type, 0, 100);
    }
}
