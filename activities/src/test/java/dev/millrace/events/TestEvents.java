package dev.millrace.events;

import dev.millrace.tenancy.TenantTransactions;
import java.time.Clock;

/** The store of events without its notifications. */
public final class TestEvents {
    private TestEvents() {}

    public static JobEvents on(TenantTransactions transactions, Clock clock) {
        return new JobEvents(transactions, job -> {}, clock);
    }
}
