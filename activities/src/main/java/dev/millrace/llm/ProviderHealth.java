package dev.millrace.llm;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millrace.llm.provider.ProviderKind;
import dev.millrace.llm.provider.ProviderSpec;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a provider is and has been in this process.
 *
 * @param own whether it is the tenant's own
 * @param errorRate of the last 100 calls; null when there was none
 * @param lastError in one word for an installation's provider, whose words may be about another tenant
 * @param leftAloneFor how long it is not asked yet; null when it is asked
 */
public record ProviderHealth(
        String name,
        ProviderKind kind,
        String baseUrl,
        boolean own,
        boolean hasKey,
        Health health,
        CircuitBreaker.State breaker,
        int maxConcurrent,
        int underWay,
        @Nullable Duration latencyP50,
        @Nullable Duration latencyP95,
        @Nullable Double errorRate,
        @Nullable Duration leftAloneFor,
        @Nullable String lastError,
        @Nullable Instant lastErrorAt) {

    static ProviderHealth of(LiveProvider provider, boolean own) {
        ProviderSpec spec = provider.spec();
        TrackRecord record = provider.record();
        Optional<Duration> leftAlone = provider.leftAloneFor();
        Optional<TrackRecord.LastFailure> last = record.lastFailure();
        return new ProviderHealth(
                spec.name(),
                spec.kind(),
                spec.baseUrl(),
                own,
                !spec.apiKey().isEmpty(),
                health(provider.state(), leftAlone.isPresent(), record.errorRate()),
                provider.state(),
                spec.maxConcurrent(),
                spec.maxConcurrent() - provider.freeSlots(),
                record.quantile(0.5).orElse(null),
                record.quantile(0.95).orElse(null),
                record.errorRate().orElse(null),
                leftAlone.orElse(null),
                last.map(failure ->
                                own ? failure.detail() : failure.kind().name().toLowerCase(Locale.ROOT))
                        .orElse(null),
                last.map(TrackRecord.LastFailure::at).orElse(null));
    }

    private static Health health(CircuitBreaker.State state, boolean leftAlone, Optional<Double> errorRate) {
        if (leftAlone || state == CircuitBreaker.State.OPEN) {
            return Health.UNAVAILABLE;
        }
        if (errorRate.isEmpty()) {
            return Health.UNKNOWN;
        }
        return errorRate.get() > 0.1 || state == CircuitBreaker.State.HALF_OPEN ? Health.DEGRADED : Health.HEALTHY;
    }

    /** In one word. */
    public enum Health {
        @JsonProperty("healthy")
        HEALTHY,
        /** More than one call in ten has failed lately. */
        @JsonProperty("degraded")
        DEGRADED,
        /** It is not asked at the moment. */
        @JsonProperty("unavailable")
        UNAVAILABLE,
        /** It has not been asked yet. */
        @JsonProperty("unknown")
        UNKNOWN
    }
}
