package dev.millrace.tuning;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a study stands: what it may do, and how far it is. {@code begun} numbers are given, {@code sampled} of them by the
 * sampler; {@code waiting} and {@code running} are trials without a result yet.
 */
public record Study(
        SearchSpace space,
        Limits limits,
        int begun,
        int sampled,
        int waiting,
        int running,
        int completed,
        int pruned,
        int failed,
        @Nullable Integer bestNumber,
        @Nullable Double bestValue,
        int sinceBest,
        long revision,
        int epoch,
        @Nullable Instant enteredAt,
        Duration worked,
        boolean closed) {

    /** What a study may do. */
    public record Limits(
            int maxTrials,
            int maxParallel,
            int maxFailedTrials,
            @Nullable Duration timeout) {}

    /** Why no trial begins any more although there could be more of them. */
    public enum End {
        TIMEOUT,
        TARGET_REACHED,
        NO_IMPROVEMENT,
        TOO_MANY_FAILED
    }

    public int ended() {
        return completed + pruned + failed;
    }

    /** How long lanes have worked on it. */
    public Duration worked(Instant now) {
        return enteredAt == null ? worked : worked.plus(Duration.between(enteredAt, now));
    }

    /** How much longer lanes may work on it; empty without a timeout. */
    public Optional<Duration> left(Instant now) {
        Duration timeout = limits.timeout();
        return timeout == null ? Optional.empty() : Optional.of(timeout.minus(worked(now)));
    }

    Optional<End> end(TuningSpec spec, Instant now) {
        if (left(now).map(left -> !left.isPositive()).orElse(false)) {
            return Optional.of(End.TIMEOUT);
        }
        if (failed > limits.maxFailedTrials()) {
            return Optional.of(End.TOO_MANY_FAILED);
        }
        Double best = bestValue;
        Double target = spec.targetValue();
        if (best != null && target != null && !spec.objective().direction().better(target, best)) {
            return Optional.of(End.TARGET_REACHED);
        }
        Integer patience = spec.patience();
        return patience != null && sinceBest >= patience ? Optional.of(End.NO_IMPROVEMENT) : Optional.empty();
    }

    /** After one of its running trials has ended. The first of equally good trials is the best one. */
    Study counting(int number, Ended ended, Direction direction) {
        Double value = ended instanceof Ended.Completed done ? done.value() : null;
        boolean better = value != null && (bestValue == null || direction.better(value, bestValue));
        boolean earlier = value != null && value.equals(bestValue) && bestNumber != null && number < bestNumber;
        int completes = ended instanceof Ended.Completed ? 1 : 0;
        int prunes = ended instanceof Ended.Pruned ? 1 : 0;
        return new Study(
                space,
                limits,
                begun,
                sampled,
                waiting,
                running - 1,
                completed + completes,
                pruned + prunes,
                failed + (ended instanceof Ended.Failed ? 1 : 0),
                better || earlier ? Integer.valueOf(number) : bestNumber,
                better ? value : bestValue,
                better ? 0 : sinceBest + completes + prunes,
                revision + 1,
                epoch,
                enteredAt,
                worked,
                closed);
    }

    /** After one more trial has begun: one that waited, or one with the next number. */
    Study beginning(boolean waited) {
        int fresh = waited ? 0 : 1;
        return new Study(
                space,
                limits,
                begun + fresh,
                sampled + fresh,
                waiting - (1 - fresh),
                running + 1,
                completed,
                pruned,
                failed,
                bestNumber,
                bestValue,
                sinceBest,
                revision + 1,
                epoch,
                enteredAt,
                worked,
                closed);
    }

    /** @param most points that the sampler finds worth trying */
    int startable(TuningSpec spec, int most, Instant now) {
        if (end(spec, now).isPresent()) {
            return 0;
        }
        return waiting + Math.max(0, Math.min(limits.maxTrials() - begun, most - sampled));
    }
}
