package dev.millrace.llm.spending;

import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.stereotype.Component;

/** Adds up the ledger. */
@Component
public final class UsageReport {
    private final TenantTransactions transactions;

    UsageReport(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    /**
     * The calls of one group. {@code cached} were answered from the cache, {@code failed} by nobody; {@code unpriced} were
     * answered by models whose price is not known, and are not in {@code cost}, which is in USD.
     */
    public record Line(
            String key,
            long calls,
            long cached,
            long failed,
            long unpriced,
            long tokensIn,
            long tokensOut,
            BigDecimal cost) {}

    /** From {@code from} until before {@code to}; days in their order, all else with the most expensive first. */
    public List<Line> of(TenantId tenant, UsageGroup group, Instant from, Instant to) {
        String order = group == UsageGroup.DAY ? "key" : "cost DESC, calls DESC, key";
        return transactions.in(
                tenant,
                jdbc -> jdbc.sql("SELECT " + group.expression() + " AS key, count(*) AS calls,"
                                + " count(*) FILTER (WHERE source IN ('exact_cache', 'semantic_cache')) AS cached,"
                                + " count(*) FILTER (WHERE source IS NULL) AS failed,"
                                + " count(*) FILTER (WHERE cost IS NULL) AS unpriced,"
                                + " coalesce(sum(tokens_in), 0) AS tokens_in, coalesce(sum(tokens_out), 0) AS tokens_out,"
                                + " coalesce(sum(cost), 0) AS cost FROM llm_calls"
                                + " WHERE tenant_id = current_tenant() AND at >= :from AND at < :to"
                                + " GROUP BY 1 ORDER BY " + order)
                        .param("from", from.atOffset(ZoneOffset.UTC))
                        .param("to", to.atOffset(ZoneOffset.UTC))
                        .query(Line.class)
                        .list());
    }

    /** How many calls that earlier answers might have answered were answered by them, and how many by a provider. */
    public record CacheUse(long hits, long misses) {}

    public CacheUse cacheUse(TenantId tenant, Instant since) {
        return transactions.in(
                tenant,
                jdbc -> jdbc.sql("SELECT count(*) FILTER (WHERE source IN ('exact_cache', 'semantic_cache')) AS hits,"
                                + " count(*) FILTER (WHERE source = 'provider') AS misses FROM llm_calls"
                                + " WHERE tenant_id = current_tenant() AND cacheable AND at >= :since")
                        .param("since", since.atOffset(ZoneOffset.UTC))
                        .query(CacheUse.class)
                        .single());
    }
}
