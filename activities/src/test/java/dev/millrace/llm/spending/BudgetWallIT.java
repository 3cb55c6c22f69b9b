package dev.millrace.llm.spending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.output.TokenUsage;
import dev.millrace.llm.FakeModels;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many callers at once, against a real database. */
class BudgetWallIT {
    private static final int CALLERS = 200;
    private static final int WORTH = 50;

    private final Till till = new Till();

    @Test
    void twoHundredCallersSpendNoMoreThanABudgetWorthFifty() throws Exception {
        BigDecimal hard = Till.CALL.multiply(BigDecimal.valueOf(WORTH));
        till.budget(BudgetScope.TENANT, null, hard.toPlainString(), BudgetPeriod.DAY);
        till.budget(BudgetScope.feature("chat"), null, "100", BudgetPeriod.MONTH);
        List<Boolean> answered = together(() -> till.ask(Till.MODEL));

        assertThat(answered.stream().filter(yes -> yes)).hasSize(WORTH);
        assertThat(till.models.asked).hasValue(WORTH);
        assertThat(till.standing(BudgetScope.TENANT).spent()).isEqualByComparingTo(hard);
        assertThat(till.standing(BudgetScope.TENANT).reserved()).isZero();
        assertThat(till.text("SELECT sum(cost)::text FROM llm_calls")).isEqualTo("0.500000");
        assertThat(till.text("SELECT count(*)::text FROM llm_calls")).isEqualTo("" + CALLERS);
    }

    @Test
    void whatCallsDidNotUseIsThereForOthers() throws Exception {
        till.models.answering = call -> FakeModels.answer(call, "short", new TokenUsage(3, Till.OUTPUT / 10));
        till.budget(BudgetScope.TENANT, null, "0.05", BudgetPeriod.DAY);
        int answers = 0;
        for (int round = 0; round < 3; round++) {
            answers += (int) together(() -> till.ask(Till.MODEL)).stream()
                    .filter(yes -> yes)
                    .count();
        }
        assertThat(answers).isBetween(5, 50);
        assertThat(till.standing(BudgetScope.TENANT).spent())
                .isEqualByComparingTo(new BigDecimal("0.001").multiply(BigDecimal.valueOf(answers)))
                .isLessThanOrEqualTo(new BigDecimal("0.05"));
    }

    /** Whether each of the callers got an answer. */
    private static List<Boolean> together(Runnable call) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Boolean> answered = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                all.add(callers.submit(() -> {
                    start.await();
                    return tried(call);
                }));
            }
            start.countDown();
            for (Future<Boolean> one : all) {
                answered.add(one.get());
            }
        }
        return answered;
    }

    private static boolean tried(Runnable call) {
        try {
            call.run();
            return true;
        } catch (Problem refused) {
            assertThat(refused.type()).isEqualTo(ProblemType.BUDGET_EXCEEDED);
            return false;
        }
    }
}
