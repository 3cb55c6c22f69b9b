package dev.millrace.llm.spending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.output.TokenUsage;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.llm.FakeModels;
import dev.millrace.llm.LlmCall;
import dev.millrace.llm.Purpose;
import dev.millrace.llm.ReachableModels.ModelName;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SpendingFilterTest {
    private final Till till = new Till();

    @Test
    void booksEveryCallWithItsTokensAndItsCost() {
        assertThat(till.ask(Till.MODEL).cost()).isEqualByComparingTo("0.01");
        assertThat(till.text(
                        "SELECT concat_ws(' ', feature, actor, asked, provider, model, tokens_in, tokens_out, cost,"
                                + " source, outcome) FROM llm_calls"))
                .isEqualTo("chat tester acme/exact acme exact 3 1000 0.010000 provider answered");
    }

    @Test
    void booksWhatFailedAndGivesBackWhatItHadReserved() {
        till.budget(BudgetScope.TENANT, null, "0.01", BudgetPeriod.DAY);
        till.models.answering = call -> {
            throw new Problem(ProblemType.UNAVAILABLE, "none answers");
        };
        assertProblem(ProblemType.UNAVAILABLE, () -> till.ask(Till.MODEL));
        assertThat(till.text("SELECT outcome || coalesce(source, ' by nobody') FROM llm_calls"))
                .isEqualTo("unavailable by nobody");
        assertThat(till.standing(BudgetScope.TENANT).reserved()).isZero();
        assertThat(till.standing(BudgetScope.TENANT).spent()).isZero();
    }

    @Test
    void refusesWhatDoesNotFitAndSaysWhatIsLeft() {
        till.budget(BudgetScope.TENANT, null, "0.025", BudgetPeriod.DAY);
        till.ask(Till.MODEL);
        till.ask(Till.MODEL);
        assertThatThrownBy(() -> till.ask(Till.MODEL))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("may cost up to 0.01 USD")
                .hasMessageContaining("the budget tenant of 0.025 USD (day) has 0.005 USD left")
                .hasMessageContaining("begins anew at 2026-03-02T00:00:00Z");
        assertThat(till.models.asked).hasValue(2);
        assertThat(till.text("SELECT outcome FROM llm_calls ORDER BY id DESC LIMIT 1"))
                .isEqualTo("budget-exceeded");
    }

    @Test
    void reservesTheMostWhileACallIsUnderWayAndSettlesForWhatItDidCost() {
        till.budget(BudgetScope.TENANT, null, "0.015", BudgetPeriod.TOTAL);
        till.models.answering = call -> {
            assertThat(till.standing(BudgetScope.TENANT).reserved()).isEqualByComparingTo("0.01");
            return FakeModels.answer(call, "no", new TokenUsage(3, 100));
        };
        till.ask(Till.MODEL);
        assertThat(till.standing(BudgetScope.TENANT).spent()).isEqualByComparingTo("0.001");
        assertThat(till.standing(BudgetScope.TENANT).reserved()).isZero();
    }

    @Test
    void limitsTheOutputOfACallThatNamesNoLimitWhereAHardBudgetHolds() {
        LlmCall open = LlmCall.of(
                till.tenant,
                Till.MODEL,
                ChatRequest.builder()
                        .messages(UserMessage.from("?"))
                        .temperature(0.5)
                        .build(),
                Purpose.of("chat", "tester"));
        till.models.answering = call -> {
            assertThat(call.request().maxOutputTokens()).isNull();
            return FakeModels.answer(call, "a", new TokenUsage(1, 1));
        };
        till.ask(open);
        till.budget(BudgetScope.TENANT, null, "1", BudgetPeriod.DAY);
        till.models.answering = call -> {
            assertThat(call.request().maxOutputTokens()).isEqualTo(MostCosts.OUTPUT_TOKENS);
            assertThat(call.request().temperature()).isEqualTo(0.5);
            return FakeModels.answer(call, "b", new TokenUsage(1, 1));
        };
        till.ask(open);
        assertThat(till.models.asked).hasValue(2);
    }

    @Test
    void beginsAnewWithThePeriod() {
        till.budget(BudgetScope.TENANT, null, "0.01", BudgetPeriod.DAY);
        till.ask(Till.MODEL);
        assertProblem(ProblemType.BUDGET_EXCEEDED, () -> till.ask(Till.MODEL));
        till.clock.advance(Duration.ofHours(12));
        assertThat(till.standing(BudgetScope.TENANT).spent()).isZero();
        till.ask(Till.MODEL);
        assertThat(till.standing(BudgetScope.TENANT).spent()).isEqualByComparingTo("0.01");
    }

    @Test
    void takesAReservationForDeadWhenItsLeaseIsOver() {
        till.budget(BudgetScope.TENANT, null, "0.01", BudgetPeriod.TOTAL);
        till.text("INSERT INTO llm_reservations VALUES ('" + till.tenant + "', gen_random_uuid(), 'tenant', 0.01,"
                + " '2026-03-01T12:30:00Z') RETURNING 'x'");
        assertProblem(ProblemType.BUDGET_EXCEEDED, () -> till.ask(Till.MODEL));
        till.clock.advance(Duration.ofMinutes(30));
        assertThat(till.standing(BudgetScope.TENANT).reserved()).isZero();
        till.ask(Till.MODEL);
        assertProblem(ProblemType.BUDGET_EXCEEDED, () -> till.ask(Till.MODEL));
        assertThat(till.text("SELECT count(*)::text FROM llm_reservations")).isEqualTo("0");
    }

    @Test
    void countsWhatWasSpentBeforeTheBudgetWasSet() {
        JobRef run = till.jobs.queued(till.tenant, JobKind.TRAINING, Map.of());
        till.ask(till.call(Till.MODEL, run));
        for (BudgetScope scope : List.of(
                BudgetScope.TENANT,
                BudgetScope.feature("chat"),
                BudgetScope.model(Till.MODEL),
                BudgetScope.run(run.job()))) {
            till.budget(scope, null, "5", BudgetPeriod.MONTH);
            assertThat(till.standing(scope).spent()).as(scope.value()).isEqualByComparingTo("0.01");
        }
        till.budget(BudgetScope.feature("other"), null, "5", BudgetPeriod.MONTH);
        assertThat(till.standing(BudgetScope.feature("other")).spent()).isZero();
    }

    @Test
    void holdsEachBudgetThatACallFallsUnder() {
        JobRef run = till.jobs.queued(till.tenant, JobKind.TRAINING, Map.of());
        LlmCall call = till.call(Till.MODEL, run);
        for (BudgetScope scope :
                List.of(BudgetScope.feature("chat"), BudgetScope.model(Till.MODEL), BudgetScope.run(run.job()))) {
            till.budget(scope, null, "0.009", BudgetPeriod.TOTAL);
            assertThatThrownBy(() -> till.ask(call)).hasMessageContaining("budget " + scope + " of");
            till.budgets.delete(till.tenant, scope, before -> {});
        }
        till.ask(call);
        assertThat(till.models.asked).hasValue(1);
    }

    @Test
    void goesOnWhenARunsBudgetIsToppedUp() {
        JobRef run = till.jobs.queued(till.tenant, JobKind.TRAINING, Map.of());
        BudgetScope scope = BudgetScope.run(run.job());
        till.budget(scope, null, "0.01", BudgetPeriod.TOTAL);
        till.ask(till.call(Till.MODEL, run));
        assertProblem(ProblemType.BUDGET_EXCEEDED, () -> till.ask(till.call(Till.MODEL, run)));
        till.budget(scope, null, "0.02", BudgetPeriod.TOTAL);
        till.ask(till.call(Till.MODEL, run));
        assertThat(till.standing(scope).spent()).isEqualByComparingTo("0.02");
        assertThat(Objects.requireNonNull(
                                till.runs.of(till.tenant, List.of(run.job())).get(run.job()))
                        .cost())
                .isEqualByComparingTo("0.02");
    }

    @Test
    void reservesForTheDearestModelOfARoute() {
        till.route.add(new ModelName("acme", "exact"));
        till.route.add(new ModelName("acme", "dear"));
        till.budget(BudgetScope.TENANT, null, "0.029", BudgetPeriod.DAY);
        assertProblem(ProblemType.BUDGET_EXCEEDED, () -> till.ask("default"));
        till.budget(BudgetScope.TENANT, null, "0.03", BudgetPeriod.DAY);
        till.models.answering =
                call -> FakeModels.answer(till.call(Till.MODEL, null), "cheap", new TokenUsage(3, Till.OUTPUT));
        till.ask("default");
        assertThat(till.standing(BudgetScope.TENANT).spent()).isEqualByComparingTo("0.01");
    }

    @Test
    void asksNoModelOfUnknownPriceUnderAHardBudget() {
        till.ask("acme/mystery");
        assertThat(till.text("SELECT coalesce(cost::text, 'unknown') FROM llm_calls"))
                .isEqualTo("unknown");
        till.budget(BudgetScope.TENANT, null, "100", BudgetPeriod.DAY);
        assertThatThrownBy(() -> till.ask("acme/mystery"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("nobody knows what acme/mystery costs")
                .hasMessageContaining("MILLRACE_LLM_PRICES");
    }

    @Test
    void asksWhatCostsNothingHoweverEmptyTheBudget() {
        till.budget(BudgetScope.TENANT, null, "0", BudgetPeriod.DAY);
        till.ask("ollama/llama3.2");
        assertProblem(ProblemType.BUDGET_EXCEEDED, () -> till.ask(Till.MODEL));
    }

    @Test
    void booksModelsOfTheLongestNames() {
        String longest = "p".repeat(63) + "/" + "m".repeat(200);
        till.ask(longest);
        till.budget(BudgetScope.model(longest), null, "1", BudgetPeriod.TOTAL);
        assertProblem(ProblemType.BUDGET_EXCEEDED, () -> till.ask(longest));
    }

    @Test
    void tellsOnceAPeriodThatASoftLimitIsPassed() {
        JobRef run = till.jobs.queued(till.tenant, JobKind.TRAINING, Map.of());
        till.budget(BudgetScope.TENANT, "0.015", null, BudgetPeriod.DAY);
        till.ask(till.call(Till.MODEL, run));
        assertThat(till.standing(BudgetScope.TENANT).warned()).isFalse();
        till.ask(till.call(Till.MODEL, run));
        till.ask(till.call(Till.MODEL, run));
        assertThat(till.standing(BudgetScope.TENANT).warned()).isTrue();
        assertThat(till.text("SELECT resource FROM audit_log")).isEqualTo("/api/v1/llm/budgets/tenant");
        assertThat(till.text("SELECT data->>'message' FROM job_events WHERE type = 'log'"))
                .isEqualTo("the soft limit of the budget tenant, 0.015 USD (day), is passed: 0.02 USD are spent");
        till.clock.advance(Duration.ofDays(1));
        assertThat(till.standing(BudgetScope.TENANT).warned()).isFalse();
    }

    @Test
    void countsWhatAProviderDoesNot() {
        till.models.answering = call -> FakeModels.answer(call, "one two three", null);
        assertThat(till.ask(Till.MODEL).cost()).isGreaterThan(BigDecimal.ZERO);
    }

    @Test
    void addsUpByFeatureModelAndDay() {
        till.ask(Till.MODEL);
        till.clock.advance(Duration.ofDays(1));
        till.ask("acme/dear");
        var from = till.clock.instant().minus(Duration.ofDays(7));
        var to = till.clock.instant().plusSeconds(1);
        assertThat(till.report.of(till.tenant, UsageGroup.MODEL, from, to))
                .extracting(UsageReport.Line::key, line -> Money.text(line.cost()))
                .containsExactly(tuple("acme/dear", "0.03"), tuple("acme/exact", "0.01"));
        assertThat(till.report.of(till.tenant, UsageGroup.DAY, from, to))
                .extracting(UsageReport.Line::key)
                .containsExactly("2026-03-01", "2026-03-02");
        assertThat(till.report
                        .of(till.tenant, UsageGroup.TENANT, from, to)
                        .getFirst()
                        .calls())
                .isEqualTo(2);
        assertThat(till.report.of(till.tenant, UsageGroup.FEATURE, to, to)).isEmpty();
    }

    private static void assertProblem(ProblemType type, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(type));
    }
}
