package dev.millrace.llm;

import dev.millrace.llm.provider.ProviderFailure;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** When a provider has failed so often that it is left alone for a while. */
final class Breakers {
    static final Duration OPEN = Duration.ofSeconds(15);

    private static final int LAST = 20;
    private static final int FEWEST = 8;
    private static final float MOST_FAILED_PERCENT = 70;
    private static final int TRIES = 2;

    private Breakers() {}

    static CircuitBreaker of(String name, Clock clock) {
        return CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(LAST)
                        .minimumNumberOfCalls(FEWEST)
                        .failureRateThreshold(MOST_FAILED_PERCENT)
                        .waitDurationInOpenState(OPEN)
                        .permittedNumberOfCallsInHalfOpenState(TRIES)
                        .clock(clock)
                        .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
                        .build());
    }

    /** Whether it is the provider that has failed, and not this question. */
    static boolean speaksAgainst(ProviderFailure failure) {
        return switch (failure.kind()) {
            case UNAVAILABLE, TIMEOUT, BAD_ANSWER, UNAUTHORISED -> true;
            // A time to wait is obeyed as it is.
            case RATE_LIMITED -> failure.retryAfter().isEmpty();
            case CONTEXT_TOO_LONG, NO_SUCH_MODEL, UNSUPPORTED, REFUSED, INVALID -> false;
        };
    }
}
