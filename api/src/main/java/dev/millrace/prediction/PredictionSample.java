package dev.millrace.prediction;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.millrace.models.ModelId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Which inputs are kept: one in {@code every}, by the prediction's id, so that a shadow keeps the same ones; and the first of
 * each version, in each rollout, that a process sees.
 */
final class PredictionSample {
    static final int FIRST = 100;

    private final int every;
    private final Cache<Kind, AtomicLong> seen =
            Caffeine.newBuilder().maximumSize(10_000).build();

    PredictionSample(int every) {
        if (every < 1) {
            throw new IllegalArgumentException(
                    "millrace.predictions.sample-every is 1 (every input is kept) or more, not " + every);
        }
        this.every = every;
    }

    Map<Integer, Map<String, @Nullable Object>> of(
            Traffic traffic, List<UUID> ids, List<Map<String, @Nullable Object>> instances) {
        long before = seen.get(
                        new Kind(traffic.model(), traffic.version(), traffic.role(), traffic.rollout()),
                        kind -> new AtomicLong())
                .getAndAdd(ids.size());
        Map<Integer, Map<String, @Nullable Object>> kept = new HashMap<>();
        for (int row = 0; row < ids.size(); row++) {
            if (before + row < FIRST || Math.floorMod(ids.get(row).getLeastSignificantBits(), every) == 0) {
                kept.put(row, instances.get(row));
            }
        }
        return kept;
    }

    private record Kind(
            ModelId model,
            int version,
            PredictionRole role,
            @Nullable UUID rollout) {}
}
