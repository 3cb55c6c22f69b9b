package dev.millrace.llm.openai;

import dev.millrace.llm.CacheRule;
import dev.millrace.problems.Problem;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whether an earlier answer may stand in: said by the request's {@code cache}, or by its Cache-Control (RFC 9111). */
final class CacheWish {
    private static final long LONGEST = Duration.ofDays(1).toSeconds();
    private static final Pattern MAX_AGE = Pattern.compile("(?i)(?:^|[,\\s])max-age\\s*=\\s*\"?(\\d{1,9})");
    private static final Pattern NEVER = Pattern.compile("(?i)\\bno-(?:store|cache)\\b");

    private CacheWish() {}

    /** The body's word counts more, since proxies and clients set headers on their own. */
    static CacheRule of(@Nullable JsonNode cache, @Nullable String cacheControl) {
        return cache == null || cache.isNull() ? ofHeader(cacheControl) : ofBody(cache);
    }

    private static CacheRule ofHeader(@Nullable String cacheControl) {
        if (cacheControl == null || NEVER.matcher(cacheControl).find()) {
            return CacheRule.none();
        }
        Matcher age = MAX_AGE.matcher(cacheControl);
        long seconds = age.find() ? Long.parseLong(age.group(1)) : 0;
        return seconds == 0 ? CacheRule.none() : new CacheRule.Exact(Duration.ofSeconds(Math.min(seconds, LONGEST)));
    }

    private static CacheRule ofBody(JsonNode cache) {
        if (cache.isBoolean() && !cache.booleanValue()) {
            return CacheRule.none();
        }
        JsonNode age = cache.path("max_age");
        if (!age.isIntegralNumber() || age.asLong() < 1 || age.asLong() > LONGEST) {
            throw Problem.invalid(
                    "/cache/max_age",
                    "cache is false, or {\"max_age\": seconds from 1 to " + LONGEST + ", \"similarity\": 0 to 1}");
        }
        Duration ttl = Duration.ofSeconds(age.asLong());
        JsonNode similarity = cache.path("similarity");
        if (similarity.isMissingNode() || similarity.isNull()) {
            return new CacheRule.Exact(ttl);
        }
        if (!similarity.isNumber() || similarity.asDouble() < 0 || similarity.asDouble() > 1) {
            throw Problem.invalid("/cache/similarity", "a cosine similarity from 0 to 1 is allowed here");
        }
        return new CacheRule.Semantic(similarity.asDouble(), ttl);
    }
}
