package dev.millrace.llm.spending;

import dev.millrace.llm.LlmAnswer;
import dev.millrace.llm.LlmCall;
import dev.millrace.tenancy.Ids;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import dev.millrace.tenancy.TestDatabase;
import java.math.BigDecimal;
import java.time.Clock;

/** The ledger on the test database, for tests of what books in it. */
public final class TestLedger {
    public final TenantTransactions transactions = TestDatabase.get().transactions();
    public final Ledger ledger;
    public final UsageReport report = new UsageReport(transactions);

    public TestLedger(Clock clock) {
        ledger = new Ledger(transactions, clock);
    }

    public void paid(LlmCall call, LlmAnswer answer) {
        Usage usage = UsageReader.read(answer.response().tokenUsage()).orElse(Usage.NONE);
        transactions.run(
                call.tenant(),
                jdbc -> ledger.insert(jdbc, Booking.answered(Ids.next(), call, answer, usage, BigDecimal.ZERO)));
    }

    public String text(TenantId tenant, String query) {
        return transactions.in(
                tenant,
                jdbc -> String.join(" ", jdbc.sql(query).query(String.class).list()));
    }
}
