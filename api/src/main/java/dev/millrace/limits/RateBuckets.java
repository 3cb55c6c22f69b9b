package dev.millrace.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.millrace.artifacts.Sha256;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import javax.sql.DataSource;

/**
 * Token buckets that all API nodes share, in PostgreSQL. A node spends tokens on its own and tells the database once a second,
 * or when it has spent a tenth of the burst; so n nodes together may let through at most n tenths of the burst too much.
 */
final class RateBuckets {
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(1);
    private static final long UNTOLD_PART = 10;
    private static final Duration KEPT_FULL = Duration.ofMinutes(1);
    private static final Duration UNUSED = Duration.ofMinutes(10);
    private static final long MOST = 100_000;
    private static final int LOT = 1_000;

    private final PostgreSQLSelectForUpdateBasedProxyManager<String> shared;
    private final Cache<String, Bucket> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(UNUSED).build();

    RateBuckets(DataSource application) {
        shared = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(application)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("limits.rate_buckets")
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_FULL))
                .build();
    }

    /** Another rate for the same name is another bucket, which begins full. */
    Bucket of(String name, Rate rate) {
        return known.get(name + " " + rate.perSecond() + " " + rate.burst(), key -> bucket(key, rate));
    }

    /** Deletes the rows of buckets that are full again. */
    void sweep() {
        int removed = LOT;
        while (removed == LOT) {
            removed = shared.removeExpired(LOT);
        }
    }

    private Bucket bucket(String key, Rate rate) {
        BucketConfiguration configuration = BucketConfiguration.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(rate.burst())
                        .refillGreedy(rate.perSecond(), Duration.ofSeconds(1))
                        .build())
                .build();
        return shared.builder()
                .withOptimization(Optimizations.delaying(
                        new DelayParameters(Math.max(1, rate.burst() / UNTOLD_PART), TOLD_WITHIN)))
                .build(hash(key), () -> configuration);
    }

    /** What is limited is not to be read in the database. */
    private static String hash(String key) {
        return HexFormat.of().formatHex(Sha256.digest().digest(key.getBytes(StandardCharsets.UTF_8)));
    }
}
