package dev.millrace.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.problems.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StepsTest {
    private final TestJobs test = new TestJobs();
    private final JobRef ref = test.queued();

    @Test
    void findsTheFirstAnswerWhenAStepRunsAgain() {
        AtomicInteger runs = new AtomicInteger();
        Answer first = test.stepResults.once(ref, "fit", Answer.class, () -> new Answer(runs.incrementAndGet()));
        Answer second = test.stepResults.once(ref, "fit", Answer.class, () -> new Answer(runs.incrementAndGet()));
        assertThat(second).isEqualTo(first).isEqualTo(new Answer(1));
        assertThat(runs).hasValue(1);
    }

    @Test
    void letsTheFirstOfTwoWritersWin() {
        Answer late = test.stepResults.once(ref, "fit", Answer.class, () -> {
            test.stepResults.once(ref, "fit", Answer.class, () -> new Answer(1));
            return new Answer(2);
        });
        assertThat(late).isEqualTo(new Answer(1));
    }

    @Test
    void recordsWhatAStepTookAndAnswered() {
        test.recorder.record(ref, "prepare", "prepare", Map.of("rows", 5), () -> new Answer(7));
        JobStep step = test.steps.list(ref).getFirst();
        assertThat(step.status()).isEqualTo(StepStatus.COMPLETED);
        assertThat(step.input()).hasToString("{\"rows\":5}");
        assertThat(step.output()).hasToString("{\"answer_value\":7}");
        assertThat(step.attempts()).isEqualTo(1);
        assertThat(step.completedAt()).isNotNull();
    }

    @Test
    void recordsWhyAStepFailedAndCountsItsAttempts() {
        assertThatThrownBy(() -> test.recorder.record(ref, "fit", "fit", Map.of(), (Runnable) () -> {
                    throw Problem.conflict("no such column");
                }))
                .isInstanceOf(Problem.class);
        assertThat(steps()).extracting(JobStep::status).containsExactly(StepStatus.FAILED);
        assertThat(steps().getFirst().error()).extracting(JobFailure::detail).isEqualTo("no such column");
        test.recorder.record(ref, "fit", "fit", Map.of(), () -> new Answer(1));
        JobStep step = steps().getFirst();
        assertThat(step.attempts()).isEqualTo(2);
        assertThat(step.status()).isEqualTo(StepStatus.COMPLETED);
        assertThat(step.error()).isNull();
    }

    @Test
    void refusesWhatAnOlderAttemptWritesLate() {
        int older = test.steps.begin(ref, "fit", "fit", "{}").number();
        test.steps.begin(ref, "fit", "fit", "{}");
        test.steps.end(ref, "fit", older, StepStatus.FAILED, null, null);
        assertThat(steps()).extracting(JobStep::status).containsExactly(StepStatus.RUNNING);
    }

    @Test
    void letsManyStepsOfAJobBeginAndEndAtOnce() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Answer>> work = IntStream.range(0, 160)
                    .<Callable<Answer>>mapToObj(
                            i -> () -> test.recorder.record(ref, "fold " + i, "fit", Map.of(), () -> new Answer(i)))
                    .toList();
            for (Future<Answer> done : threads.invokeAll(work)) {
                done.get();
            }
        }
        assertThat(steps()).hasSize(160).extracting(JobStep::status).containsOnly(StepStatus.COMPLETED);
    }

    @Test
    void closesTheOpenStepOfACancelledJob() {
        test.steps.begin(ref, "fit", "fit", "{}");
        test.activities.cancelled(ref);
        assertThat(steps()).extracting(JobStep::status).containsExactly(StepStatus.CANCELLED);
    }

    private List<JobStep> steps() {
        return test.steps.list(ref);
    }

    record Answer(int answerValue) {}
}
