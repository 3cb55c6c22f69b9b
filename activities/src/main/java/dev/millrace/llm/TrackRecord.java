package dev.millrace.llm;

import dev.millrace.llm.provider.ProviderFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a provider has done lately. Thread-safe. */
final class TrackRecord {
    private static final int LAST = 100;
    private static final int MOST_MODELS = 200;
    private static final double NEWEST_SHARE = 0.2;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(5);

    private final Clock clock;
    private final Deque<Boolean> successes = new ArrayDeque<>();
    private final Deque<Duration> latencies = new ArrayDeque<>();
    private final Map<String, Moving> byModel = new HashMap<>();
    private @Nullable LastFailure lastFailure;

    TrackRecord(Clock clock) {
        this.clock = clock;
    }

    synchronized void answered(String model, Duration took) {
        add(successes, true);
        add(latencies, took);
        if (byModel.size() < MOST_MODELS || byModel.containsKey(model)) {
            Moving before = byModel.get(model);
            double ms =
                    before == null ? took.toMillis() : before.ms * (1 - NEWEST_SHARE) + took.toMillis() * NEWEST_SHARE;
            byModel.put(model, new Moving(ms, clock.instant()));
        }
    }

    synchronized void failed(ProviderFailure failure) {
        add(successes, false);
        lastFailure = new LastFailure(failure.kind(), String.valueOf(failure.getMessage()), clock.instant());
    }

    /** The moving mean of the model's answers; empty when there were none lately. */
    synchronized Optional<Duration> latency(String model) {
        return Optional.ofNullable(byModel.get(model))
                .filter(moving -> moving.at.isAfter(clock.instant().minus(FORGOTTEN_AFTER)))
                .map(moving -> Duration.ofMillis(Math.round(moving.ms)));
    }

    /** Of the last {@value #LAST} calls. */
    synchronized Optional<Double> errorRate() {
        return successes.isEmpty()
                ? Optional.empty()
                : Optional.of(successes.stream().filter(success -> !success).count() / (double) successes.size());
    }

    /** @param share 0.5 for the median */
    synchronized Optional<Duration> quantile(double share) {
        List<Duration> sorted = latencies.stream().sorted().toList();
        return sorted.isEmpty()
                ? Optional.empty()
                : Optional.of(sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * (sorted.size() - 1)))));
    }

    synchronized Optional<LastFailure> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }

    private static <T> void add(Deque<T> last, T item) {
        if (last.size() == LAST) {
            last.removeFirst();
        }
        last.addLast(item);
    }

    /** Why a call failed, and when. */
    record LastFailure(ProviderFailure.Kind kind, String detail, Instant at) {}

    private record Moving(double ms, Instant at) {}
}
