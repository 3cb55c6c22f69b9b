package dev.millrace.llm.cache;

import dev.millrace.llm.spending.Wildcard;
import dev.millrace.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * In Redis, sealed, for all processes. When Redis does not answer, that is counted, and nobody waits for it again for a
 * few seconds.
 */
final class RedisShelf implements Shelf {
    private static final Logger log = LoggerFactory.getLogger(RedisShelf.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final String PREFIX = "millrace:llm:";
    private static final String ANSWER = "a:";
    private static final String LIKE = "l:";
    private static final int AT_ONCE = 500;

    private final UnifiedJedis redis;
    private final Seal seal;
    private final CacheCounts counts;
    private final Clock clock;
    private volatile Instant pausedUntil = Instant.MIN;

    RedisShelf(UnifiedJedis redis, Seal seal, CacheCounts counts, Clock clock) {
        this.redis = redis;
        this.seal = seal;
        this.counts = counts;
        this.clock = clock;
    }

    @Override
    public Optional<CachedAnswer> find(CacheKey key) {
        byte[] place = place(key, ANSWER);
        return asking(key.tenant(), Optional.<byte[]>empty(), () -> Optional.ofNullable(redis.get(place)))
                .flatMap(closed -> open(key.tenant(), place, closed))
                .map(CachedAnswer::read);
    }

    @Override
    public void put(CacheKey key, CachedAnswer answer, Instant now) {
        byte[] place = place(key, ANSWER);
        byte[] closed = seal.close(key.tenant(), place, answer.bytes());
        asking(
                key.tenant(),
                "",
                () -> redis.set(place, closed, SetParams.setParams().ex(seconds(now, answer.expiresAt()))));
    }

    @Override
    public List<Candidate> candidates(CacheKey rest) {
        byte[] place = place(rest, LIKE);
        List<Candidate> found = new ArrayList<>();
        for (byte[] closed : asking(rest.tenant(), List.<byte[]>of(), () -> redis.lrange(place, 0, CANDIDATES - 1L))) {
            open(rest.tenant(), place, closed).map(Candidate::read).ifPresent(found::add);
        }
        return found;
    }

    @Override
    public void add(CacheKey rest, Candidate candidate, Instant expiresAt, Instant now) {
        byte[] place = place(rest, LIKE);
        byte[] closed = seal.close(rest.tenant(), place, candidate.bytes());
        asking(rest.tenant(), "", () -> {
            redis.lpush(place, closed);
            redis.ltrim(place, 0, CANDIDATES - 1L);
            redis.expire(place, seconds(now, expiresAt));
            return "";
        });
    }

    @Override
    public Set<String> delete(TenantId tenant, Wildcard names) {
        return asking(tenant, Set.of(), () -> {
            Set<String> gone = new HashSet<>();
            String own = PREFIX + tenant.value() + ":";
            ScanParams params = new ScanParams().match(own + "*").count(AT_ONCE);
            String cursor = ScanParams.SCAN_POINTER_START;
            do {
                ScanResult<String> page = redis.scan(cursor, params);
                for (String place : page.getResult()) {
                    String name = place.substring(own.length() + ANSWER.length());
                    if (names.matches(name) && redis.del(place) > 0 && place.startsWith(own + ANSWER)) {
                        gone.add(name);
                    }
                }
                cursor = page.getCursor();
            } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
            return gone;
        });
    }

    boolean isConnected() {
        try {
            return Objects.equals(redis.ping(), "PONG");
        } catch (JedisException down) {
            return false;
        }
    }

    private <T> T asking(TenantId tenant, T otherwise, Supplier<T> question) {
        if (clock.instant().isBefore(pausedUntil)) {
            return otherwise;
        }
        try {
            return question.get();
        } catch (JedisException down) {
            pausedUntil = clock.instant().plus(PAUSE);
            counts.error(tenant);
            log.warn("Redis does not answer, going on without it for {} s: {}", PAUSE.toSeconds(), down.getMessage());
            return otherwise;
        }
    }

    /** What was not written by us, or by another's key, is not there. */
    private Optional<byte[]> open(TenantId tenant, byte[] place, byte[] closed) {
        try {
            return Optional.of(seal.open(tenant, place, closed));
        } catch (GeneralSecurityException foreign) {
            counts.error(tenant);
            return Optional.empty();
        }
    }

    private static long seconds(Instant now, Instant expiresAt) {
        return Math.max(1, Duration.between(now, expiresAt).toSeconds());
    }

    private static byte[] place(CacheKey key, String kind) {
        return (PREFIX + key.tenant().value() + ":" + kind + key.name()).getBytes(StandardCharsets.UTF_8);
    }
}
