package dev.millrace.llm.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.millrace.llm.spending.Wildcard;
import dev.millrace.tenancy.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** In this process's memory: so many answers that were asked for last or most often. */
final class LocalShelf implements Shelf {
    private final int limit;
    private final Cache<CacheKey, CachedAnswer> answers;
    private final Cache<CacheKey, List<Candidate>> candidates;

    LocalShelf(int limit) {
        this.limit = limit;
        answers = Caffeine.newBuilder().maximumSize(limit).build();
        candidates = Caffeine.newBuilder().maximumSize(limit).build();
    }

    @Override
    public Optional<CachedAnswer> find(CacheKey key) {
        return Optional.ofNullable(answers.getIfPresent(key));
    }

    @Override
    public void put(CacheKey key, CachedAnswer answer, Instant now) {
        answers.put(key, answer);
    }

    @Override
    public List<Candidate> candidates(CacheKey rest) {
        return candidates.get(rest, none -> List.of());
    }

    @Override
    public void add(CacheKey rest, Candidate candidate, Instant expiresAt, Instant now) {
        candidates.asMap().merge(rest, List.of(candidate), (before, one) -> {
            List<Candidate> both = new ArrayList<>(one);
            before.stream()
                    .filter(older -> !older.name().equals(candidate.name()))
                    .limit(CANDIDATES - 1L)
                    .forEach(both::add);
            return List.copyOf(both);
        });
    }

    @Override
    public Set<String> delete(TenantId tenant, Wildcard names) {
        Set<String> gone = new HashSet<>();
        for (CacheKey key : answers.asMap().keySet()) {
            if (key.tenant().equals(tenant)
                    && names.matches(key.name())
                    && answers.asMap().remove(key) != null) {
                gone.add(key.name());
            }
        }
        candidates.asMap().keySet().removeIf(key -> key.tenant().equals(tenant) && names.matches(key.name()));
        return gone;
    }

    void forget(CacheKey key) {
        answers.invalidate(key);
    }

    int limit() {
        return limit;
    }

    long size(TenantId tenant) {
        return answers.asMap().keySet().stream()
                .filter(key -> key.tenant().equals(tenant))
                .count();
    }
}
