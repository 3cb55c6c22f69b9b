package dev.millrace.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    private static final long MB = 1 << 20;

    private final MemoryBudget budget = new MemoryBudget(1000 * MB);

    @Test
    void refusesWhatNeverFitsAndSaysWhatWouldBeEnough() {
        assertThatThrownBy(() -> budget.with(900 * MB, "the fit", MemoryBudgetTest::goOn, () -> "never"))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.OUT_OF_MEMORY);
                    assertThat(problem.detail()).contains("900 MB", "600 MB", "1,500 MB");
                });
    }

    @Test
    void letsWaitWhatDoesNotFitNow() throws Exception {
        var waiting = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var second = budget.with(400 * MB, "first", MemoryBudgetTest::goOn, () -> {
                var other = threads.submit(() -> budget.with(400 * MB, "second", waiting::countDown, () -> "done"));
                awaitLatch(waiting);
                assertThat(other.isDone()).isFalse();
                return other;
            });
            assertThat(second.get()).isEqualTo("done");
        }
    }

    @Test
    void endsTheWaitOfWorkThatIsCancelled() {
        Runnable cancelled = () -> {
            throw new CancellationException();
        };

        budget.with(400 * MB, "first", MemoryBudgetTest::goOn, () -> {
            assertThatThrownBy(() -> budget.with(400 * MB, "second", cancelled, () -> "never"))
                    .isInstanceOf(CancellationException.class);
            return "done";
        });
    }

    @Test
    void givesBackWhatFailingWorkHad() {
        Runnable failing = () -> {
            throw new IllegalStateException();
        };
        assertThatThrownBy(() -> budget.with(600 * MB, "first", MemoryBudgetTest::goOn, () -> {
                    failing.run();
                    return "";
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(budget.with(600 * MB, "second", MemoryBudgetTest::goOn, () -> "done"))
                .isEqualTo("done");
    }

    private static void goOn() {}

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
