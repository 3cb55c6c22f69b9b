package dev.millrace.tuning.search;

import dev.millrace.tuning.Conditions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The parameters that a sampler chooses, parents before those that depend on them. A point is a map with a value for each
 * dimension that is there, in the order of the dimensions: Integer, Double, or the choice itself.
 */
public record Space(List<Dimension> dimensions) {
    public Space {
        dimensions = List.copyOf(dimensions);
    }

    /** A point, asked for dimension by dimension where it is there. */
    public Map<String, Object> point(Function<Dimension, Object> choose) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Dimension dimension : dimensions) {
            if (dimension.isThere(values)) {
                values.put(dimension.name(), choose.apply(dimension));
            }
        }
        return values;
    }

    /** Whether the point has a value in its domain for exactly the dimensions that are there. */
    public boolean holds(Map<String, Object> point) {
        long there = dimensions.stream()
                .filter(dimension -> Conditions.met(dimension.when(), point))
                .filter(dimension -> dimension.domain().holds(point.get(dimension.name())))
                .count();
        long wanted = dimensions.stream()
                .filter(dimension -> Conditions.met(dimension.when(), point))
                .count();
        return there == wanted && point.size() == wanted;
    }

    /** Whether two points have the same values, however their numbers are written. */
    static boolean same(Map<String, Object> one, Map<String, Object> other) {
        return one.size() == other.size()
                && one.entrySet().stream()
                        .allMatch(entry -> Conditions.same(entry.getValue(), other.get(entry.getKey())));
    }
}
