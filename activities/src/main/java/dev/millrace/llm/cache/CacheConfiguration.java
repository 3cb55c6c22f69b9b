package dev.millrace.llm.cache;

import dev.millrace.llm.spending.UsageReport;
import dev.millrace.models.text.MiniLm;
import dev.millrace.security.Keyset;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The cache, in memory alone unless Redis is set up. */
@Configuration(proxyBeanMethods = false)
class CacheConfiguration {
    private static final Logger log = LoggerFactory.getLogger(CacheConfiguration.class);

    @Bean
    RedisSettings redisSettings(
            @Value("${REDIS_URL:}") String url,
            @Value("${REDIS_HOST:}") String host,
            @Value("${REDIS_PORT:6379}") int port,
            @Value("${REDIS_PASSWORD:}") String password,
            @Value("${REDIS_DB:0}") int database) {
        return new RedisSettings(RedisAddress.of(url, host, port, password, database));
    }

    /** Where Redis is, if anywhere. */
    record RedisSettings(Optional<RedisAddress> address) {}

    @Bean
    AnswerCache answerCache(
            CacheDeletions deletions,
            UsageReport usage,
            Clock clock,
            RedisSettings redis,
            @Value("${MILLRACE_KEYSET:}") String keyset,
            @Value("${millrace.llm.cache.entries:1000}") int entries) {
        CacheCounts counts = new CacheCounts();
        RedisShelf shelf = shelf(redis.address(), keyset, counts, clock);
        return new AnswerCache(new LocalShelf(entries), shelf, deletions, counts, usage, clock);
    }

    @Bean
    Embedder miniLmEmbedder() {
        return text -> {
            float[][] embedding = new float[1][];
            MiniLm.shared().embed(new String[] {text}, (one, values) -> embedding[one] = values, () -> {});
            return embedding[0];
        };
    }

    private static @Nullable RedisShelf shelf(
            Optional<RedisAddress> redis, String keyset, CacheCounts counts, Clock clock) {
        if (redis.isPresent() && keyset.isBlank()) {
            log.warn("Redis is set up but MILLRACE_KEYSET is not, which seals what lies there:"
                    + " answers of language models are cached in this process only");
            return null;
        }
        return redis.map(address -> new RedisShelf(address.client(), new Seal(Keyset.parse(keyset)), counts, clock))
                .orElse(null);
    }
}
