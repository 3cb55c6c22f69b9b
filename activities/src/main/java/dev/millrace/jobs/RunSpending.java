package dev.millrace.jobs;

import dev.millrace.tenancy.TenantId;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;

/** Knows what runs, with those that they started, have used of language models. */
public interface RunSpending {
    /** An entry for each of the runs. */
    Map<JobId, Spent> of(TenantId tenant, Collection<JobId> runs);

    /** Tokens in and out, and what they cost in USD. */
    record Spent(long tokens, BigDecimal cost) {
        public static final Spent NOTHING = new Spent(0, BigDecimal.ZERO);
    }
}
