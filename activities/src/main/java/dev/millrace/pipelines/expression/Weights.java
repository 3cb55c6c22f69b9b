package dev.millrace.pipelines.expression;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How large values would be if they were written out. A list may hold another one many times, and that yet another:
 * small in memory, it would take for ever to compare or to print.
 */
final class Weights {
    private static final long MOST = 20_000_000;

    private final IdentityHashMap<Object, Long> known = new IdentityHashMap<>();

    void check(Object value) {
        boolean made = value instanceof List<?> || value instanceof Map<?, ?>;
        if (made && !isView(value) && of(value) > MOST) {
            throw new Budget.TooMuch("a value gets larger than 20 MB");
        }
    }

    private long of(@Nullable Object value) {
        return switch (value) {
            case null -> 1;
            case String text -> text.length();
            case ObjectView view -> memo(view.json(), () -> json(view.json()));
            case ArrayView view -> memo(view.json(), () -> json(view.json()));
            case Collection<?> list -> memo(list, () -> sum(list));
            case Map<?, ?> map -> memo(map, () -> sum(map.keySet()) + sum(map.values()));
            default -> 8;
        };
    }

    private interface Weighing {
        long weigh();
    }

    private long memo(Object value, Weighing weighing) {
        Long before = known.get(value);
        if (before != null) {
            return before;
        }
        long weight = weighing.weigh();
        known.put(value, weight);
        return weight;
    }

    private long sum(Collection<?> values) {
        Budget.spend(values.size());
        long sum = 1;
        for (Object value : values) {
            sum = Math.min(Long.MAX_VALUE / 4, sum + of(value));
        }
        return sum;
    }

    private static long json(JsonNode node) {
        if (node.isString()) {
            return node.stringValue().length();
        }
        return 8 + node.valueStream().mapToLong(Weights::json).sum();
    }

    private static boolean isView(Object value) {
        return value instanceof ObjectView
                || value instanceof ArrayView
                || value instanceof MapView
                || value instanceof ListView
                || value instanceof dev.cel.runtime.ConcatenatedListView<?>;
    }
}
