package dev.millrace.tuning;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** On which values of other parameters a parameter is there at all. */
public final class Conditions {
    private Conditions() {}

    /** Whether each parameter named has one of the values that it is to have. */
    public static boolean met(Map<String, List<Object>> when, Map<String, ?> values) {
        return when.entrySet().stream()
                .allMatch(wanted ->
                        wanted.getValue().stream().anyMatch(value -> same(value, values.get(wanted.getKey()))));
    }

    /** Numbers are the same by value, whether they were written with a fraction or not. */
    public static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number a && other instanceof Number b) {
            return a.doubleValue() == b.doubleValue();
        }
        return one != null && one.equals(other);
    }

    static boolean plain(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    static Map<String, List<Object>> of(@Nullable Map<String, List<Object>> when) {
        if (when == null) {
            return Map.of();
        }
        Map<String, List<Object>> copy = new LinkedHashMap<>();
        when.forEach((name, values) -> copy.put(
                name, values == null || values.stream().anyMatch(Objects::isNull) ? List.of() : List.copyOf(values)));
        return Collections.unmodifiableMap(copy);
    }
}
