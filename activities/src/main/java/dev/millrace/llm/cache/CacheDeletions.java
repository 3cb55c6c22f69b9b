package dev.millrace.llm.cache;

import dev.millrace.llm.CacheRule;
import dev.millrace.llm.spending.Wildcard;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Remembers which answers are not to be given again, for all processes: each has answers in its own memory that nobody
 * else reaches. An answer to a question that was asked before the deletion is covered by it, also when it came after.
 */
@Component
final class CacheDeletions {
    private static final int MOST = 100;

    private final TenantTransactions transactions;
    private final Clock clock;

    CacheDeletions(TenantTransactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    void add(TenantId tenant, Wildcard names) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        transactions.run(tenant, jdbc -> {
            // No answer is older.
            jdbc.sql("DELETE FROM llm_cache_deletions WHERE at < :oldest")
                    .param("oldest", now.minus(CacheRule.PRESETS.getLast()))
                    .update();
            add(jdbc, tenant, count(jdbc) < MOST ? names : new Wildcard("*"), now);
        });
    }

    boolean cover(CacheKey key, Instant askedAt) {
        return transactions
                .in(
                        key.tenant(),
                        jdbc -> jdbc.sql("SELECT pattern FROM llm_cache_deletions WHERE at >= :asked")
                                .param("asked", askedAt.atOffset(ZoneOffset.UTC))
                                .query(String.class)
                                .list())
                .stream()
                .anyMatch(pattern -> new Wildcard(pattern).matches(key.name()));
    }

    private static void add(JdbcClient jdbc, TenantId tenant, Wildcard names, OffsetDateTime now) {
        jdbc.sql("INSERT INTO llm_cache_deletions (tenant_id, pattern, at) VALUES (:tenant, :pattern, :now)"
                        + " ON CONFLICT (tenant_id, pattern) DO UPDATE SET at = excluded.at")
                .param("tenant", tenant.value())
                .param("pattern", names.pattern())
                .param("now", now)
                .update();
    }

    private static long count(JdbcClient jdbc) {
        return jdbc.sql("SELECT count(*) FROM llm_cache_deletions")
                .query(Long.class)
                .single();
    }
}
