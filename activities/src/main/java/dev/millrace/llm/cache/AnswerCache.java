package dev.millrace.llm.cache;

import dev.millrace.llm.LlmAnswer;
import dev.millrace.llm.cache.CacheKeys.Likeness;
import dev.millrace.llm.spending.UsageReport;
import dev.millrace.llm.spending.Wildcard;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Earlier answers of each tenant: in this process's memory, and behind it in Redis where that is set up. */
public final class AnswerCache {
    private static final int LONGEST_PATTERN = 300;
    private static final Duration STATISTICS = Duration.ofDays(1);

    private final LocalShelf local;
    private final @Nullable RedisShelf redis;
    private final CacheDeletions deletions;
    private final CacheCounts counts;
    private final UsageReport usage;
    private final Clock clock;

    AnswerCache(
            LocalShelf local,
            @Nullable RedisShelf redis,
            CacheDeletions deletions,
            CacheCounts counts,
            UsageReport usage,
            Clock clock) {
        this.local = local;
        this.redis = redis;
        this.deletions = deletions;
        this.counts = counts;
        this.usage = usage;
        this.clock = clock;
    }

    /** {@code hits} and {@code misses} of all processes in the last 24 hours; the rest of this process since its start. */
    public record Statistics(
            long hits,
            long misses,
            long sets,
            long deletes,
            long errors,
            long localSize,
            int localLimit,
            boolean redisConnected) {}

    public Statistics statistics(TenantId tenant) {
        UsageReport.CacheUse use = usage.cacheUse(tenant, clock.instant().minus(STATISTICS));
        return new Statistics(
                use.hits(),
                use.misses(),
                counts.sets(tenant),
                counts.deletes(tenant),
                counts.errors(tenant),
                local.size(tenant),
                local.limit(),
                redis != null && redis.isConnected());
    }

    /**
     * Deletes the answers whose name, {@code <model asked>:<hash>}, fits a pattern in which {@code *} is any text; answers
     * how many were found here and in Redis. No process gives any of them again.
     */
    public int delete(TenantId tenant, String pattern) {
        if (pattern.isEmpty()
                || pattern.length() > LONGEST_PATTERN
                || pattern.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalid("pattern", "pattern has 1 to " + LONGEST_PATTERN + " characters; * is any text");
        }
        Wildcard names = new Wildcard(pattern);
        deletions.add(tenant, names);
        Set<String> gone = new HashSet<>(local.delete(tenant, names));
        if (redis != null) {
            gone.addAll(redis.delete(tenant, names));
        }
        counts.deleted(tenant, gone.size());
        return gone.size();
    }

    /** @param ttl how old it may be */
    Optional<CachedAnswer> find(CacheKey key, Duration ttl) {
        Instant now = clock.instant();
        Optional<CachedAnswer> found = local.find(key);
        if (found.isEmpty() && redis != null) {
            found = redis.find(key);
            found.ifPresent(answer -> local.put(key, answer, now));
        }
        if (found.isPresent() && !isGood(key, found.get(), ttl, now)) {
            return Optional.empty();
        }
        return found;
    }

    /** The answer to the likest text, of those that are at least as like as the threshold. */
    Optional<CachedAnswer> findLike(Likeness like, float[] embedding, double threshold, Duration ttl) {
        List<Candidate> candidates = new ArrayList<>(local.candidates(like.rest()));
        if (redis != null) {
            candidates.addAll(redis.candidates(like.rest()));
        }
        return candidates.stream()
                .filter(candidate -> candidate.similarity(embedding) >= threshold)
                .sorted(Comparator.comparingDouble((Candidate candidate) -> -candidate.similarity(embedding)))
                .flatMap(candidate -> find(new CacheKey(like.rest().tenant(), candidate.name()), ttl).stream())
                .findFirst();
    }

    void put(CacheKey key, LlmAnswer answer, Instant askedAt, Duration ttl) {
        CachedAnswer kept = CachedAnswer.of(answer, askedAt, ttl);
        Instant now = clock.instant();
        if (!kept.expiresAt().isAfter(now)) {
            return;
        }
        local.put(key, kept, now);
        if (redis != null) {
            redis.put(key, kept, now);
        }
        counts.set(key.tenant());
    }

    void putLike(Likeness like, float[] embedding, CacheKey key, Instant askedAt, Duration ttl) {
        Candidate candidate = new Candidate(embedding, key.name());
        Instant now = clock.instant();
        local.add(like.rest(), candidate, askedAt.plus(ttl), now);
        if (redis != null) {
            redis.add(like.rest(), candidate, askedAt.plus(ttl), now);
        }
    }

    private boolean isGood(CacheKey key, CachedAnswer answer, Duration ttl, Instant now) {
        if (!answer.expiresAt().isAfter(now) || deletions.cover(key, answer.askedAt())) {
            local.forget(key);
            return false;
        }
        return answer.askedAt().plus(ttl).isAfter(now);
    }
}
