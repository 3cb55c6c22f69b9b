package dev.millrace.llm;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.millrace.llm.provider.ChatProvider;
import dev.millrace.llm.provider.ProviderCall;
import dev.millrace.llm.provider.ProviderFailure;
import dev.millrace.llm.provider.ProviderFailure.Kind;
import dev.millrace.llm.provider.ProviderSpec;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A provider as it behaves: asked by so many at once and no more, left alone for as long as it wants and, when it fails too
 * often, for a while. Thread-safe.
 */
final class LiveProvider {
    private static final long LOOK_MS = 200;
    private static final Duration BUSY = Duration.ofSeconds(1);

    private final ProviderSpec spec;
    private final ChatProvider provider;
    private final Clock clock;
    private final CircuitBreaker breaker;
    private final Semaphore slots;
    private final TrackRecord record;
    private final AtomicReference<Instant> aloneUntil = new AtomicReference<>(Instant.MIN);
    private final AtomicReference<Instant> openUntil = new AtomicReference<>(Instant.MIN);

    LiveProvider(ProviderSpec spec, ChatProvider provider, Clock clock) {
        this.spec = spec;
        this.provider = provider;
        this.clock = clock;
        this.slots = new Semaphore(spec.maxConcurrent(), true);
        this.record = new TrackRecord(clock);
        this.breaker = Breakers.of(spec.name(), clock);
        breaker.getEventPublisher().onStateTransition(change -> {
            if (change.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
                openUntil.set(clock.instant().plus(Breakers.OPEN));
            }
        });
    }

    ProviderSpec spec() {
        return spec;
    }

    TrackRecord record() {
        return record;
    }

    CircuitBreaker.State state() {
        return breaker.getState();
    }

    int freeSlots() {
        return slots.availablePermits();
    }

    /** How long it is left alone yet; empty when it may be asked. */
    Optional<Duration> leftAloneFor() {
        Instant until = aloneUntil.get();
        if (breaker.getState() == CircuitBreaker.State.OPEN && openUntil.get().isAfter(until)) {
            until = openUntil.get();
        }
        Duration left = until.equals(Instant.MIN) ? Duration.ZERO : Duration.between(clock.instant(), until);
        return left.isPositive() ? Optional.of(left) : Optional.empty();
    }

    /** @throws ProviderFailure as the provider does, or because it is not to be asked now */
    ChatResponse ask(ProviderCall call) {
        leftAloneFor().ifPresent(wait -> {
            throw leftAlone(wait);
        });
        Duration waited = enter(call);
        try {
            if (!breaker.tryAcquirePermission()) {
                throw leftAlone(leftAloneFor().orElse(BUSY));
            }
            return permitted(new ProviderCall(
                    call.model(), call.request(), call.timeout().minus(waited), call.tokens(), call.goOn()));
        } finally {
            slots.release();
        }
    }

    private ChatResponse permitted(ProviderCall call) {
        long begun = System.nanoTime();
        boolean known = false;
        try {
            ChatResponse response = provider.chat(call);
            long took = System.nanoTime() - begun;
            known = true;
            breaker.onSuccess(took, TimeUnit.NANOSECONDS);
            record.answered(call.model(), Duration.ofNanos(took));
            return response;
        } catch (ProviderFailure failure) {
            known = true;
            failed(failure, System.nanoTime() - begun);
            throw failure;
        } finally {
            if (!known) {
                // The caller has gone; nothing is known about the provider.
                breaker.releasePermission();
            }
        }
    }

    private void failed(ProviderFailure failure, long took) {
        failure.retryAfter().ifPresent(wait -> aloneUntil.set(clock.instant().plus(wait)));
        if (Breakers.speaksAgainst(failure)) {
            breaker.onError(took, TimeUnit.NANOSECONDS, failure);
            record.failed(failure);
        } else {
            breaker.onSuccess(took, TimeUnit.NANOSECONDS);
        }
    }

    /** Half of the call's time at most is spent waiting, so that the other half is there for the answer. */
    private Duration enter(ProviderCall call) {
        long begun = System.nanoTime();
        long deadline = begun + call.timeout().dividedBy(2).toNanos();
        try {
            while (!slots.tryAcquire(LOOK_MS, TimeUnit.MILLISECONDS)) {
                call.goOn().run();
                if (System.nanoTime() - deadline >= 0) {
                    throw new ProviderFailure(
                            Kind.RATE_LIMITED,
                            "all " + spec.maxConcurrent() + " calls that it may be asked at once are under way",
                            BUSY,
                            null);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderFailure(Kind.UNAVAILABLE, "the call was interrupted", null, e);
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private ProviderFailure leftAlone(Duration wait) {
        return new ProviderFailure(
                Kind.UNAVAILABLE, "it is left alone for " + Math.max(1, wait.toSeconds()) + " s", wait, null);
    }
}
