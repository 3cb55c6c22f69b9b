package dev.millrace.llm.cache;

import dev.millrace.tenancy.TenantId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What this process has done with the cache since it started, by tenant. */
final class CacheCounts {
    private final Map<TenantId, Counts> byTenant = new ConcurrentHashMap<>();

    private record Counts(LongAdder sets, LongAdder deletes, LongAdder errors) {
        Counts() {
            this(new LongAdder(), new LongAdder(), new LongAdder());
        }
    }

    void set(TenantId tenant) {
        of(tenant).sets.increment();
    }

    void deleted(TenantId tenant, int answers) {
        of(tenant).deletes.add(answers);
    }

    void error(TenantId tenant) {
        of(tenant).errors.increment();
    }

    long sets(TenantId tenant) {
        return of(tenant).sets.sum();
    }

    long deletes(TenantId tenant) {
        return of(tenant).deletes.sum();
    }

    long errors(TenantId tenant) {
        return of(tenant).errors.sum();
    }

    private Counts of(TenantId tenant) {
        return byTenant.computeIfAbsent(tenant, first -> new Counts());
    }
}
