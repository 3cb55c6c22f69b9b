package dev.millrace.llm.spending;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.output.TokenUsage;
import dev.millrace.MovableClock;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.TestJobs;
import dev.millrace.llm.FakeModels;
import dev.millrace.llm.LlmAnswer;
import dev.millrace.llm.LlmCall;
import dev.millrace.llm.Purpose;
import dev.millrace.llm.ReachableModels;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import dev.millrace.tenancy.TestDatabase;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Budgets and ledger on the test database, in a fresh workspace. {@code acme/exact} costs 1 USD for a million tokens of
 * input and 10 for output; each call has 1,000 tokens of output, which is its limit as well, and none of input.
 */
final class Till {
    static final String MODEL = "acme/exact";
    static final BigDecimal CALL = new BigDecimal("0.01");
    static final int OUTPUT = 1_000;

    final MovableClock clock = new MovableClock();
    final TenantId tenant = TestDatabase.get().workspace();
    final TenantTransactions transactions = TestDatabase.get().transactions();
    final TestJobs jobs = new TestJobs(clock);
    final Ledger ledger = new Ledger(transactions, clock);
    final Budgets budgets = new Budgets(transactions, clock);
    final UsageReport report = new UsageReport(transactions);
    final RunLedger runs = new RunLedger(transactions);
    final PriceTable prices = new PriceTable(PriceFile.parse("test", """
            prices:
              - {provider: acme, models: [exact], input: 0, output: 10}
              - {provider: acme, models: [dear], input: 0, output: 30}
              - {provider: ollama, models: ["*"], input: 0, output: 0}
            """), clock);
    final TokenEstimate tokens = new TokenEstimate();
    final FakeModels models = new FakeModels(call -> FakeModels.answer(call, "yes", new TokenUsage(3, OUTPUT)));
    final List<ReachableModels.ModelName> route = new ArrayList<>();
    final SpendingFilter filter = new SpendingFilter(
            new Spending(transactions, ledger, jobs.events, clock),
            new MostCosts(
                    (asker, model) -> model.equals("default") ? route : new NamedModels().of(asker, model),
                    prices,
                    tokens),
            new CallCosts(prices, tokens),
            clock);

    LlmAnswer ask(String model) {
        return ask(call(model, null));
    }

    LlmAnswer ask(LlmCall call) {
        return filter.around(call, models);
    }

    LlmCall call(String model, @Nullable JobRef run) {
        return LlmCall.of(
                tenant,
                model,
                ChatRequest.builder()
                        .messages(UserMessage.from("Is it so?"))
                        .maxOutputTokens(OUTPUT)
                        .build(),
                new Purpose("chat", "tester", run, null, null));
    }

    void budget(BudgetScope scope, @Nullable String soft, @Nullable String hard, BudgetPeriod period) {
        budgets.put(tenant, scope, new BudgetLimits(decimal(soft), decimal(hard), period), "tester", before -> {});
    }

    Budget standing(BudgetScope scope) {
        return budgets.get(tenant, scope);
    }

    String text(String query) {
        return transactions.in(
                tenant,
                jdbc -> String.join(" ", jdbc.sql(query).query(String.class).list()));
    }

    private static @Nullable BigDecimal decimal(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }
}
