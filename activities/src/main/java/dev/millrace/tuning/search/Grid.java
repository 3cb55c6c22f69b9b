package dev.millrace.tuning.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The points of a space of discrete dimensions, numbered from 0 but never listed: a branch for each choice of values that
 * other dimensions depend on, and in a branch all combinations of the rest.
 */
final class Grid {
    static final int MOST = 100_000;

    /** So many branches are counted even when there are too many points already. */
    private static final int EXACT = 1000;

    private final Space space;
    private final Set<String> parents = new HashSet<>();
    private final List<Branch> branches = new ArrayList<>();
    private final Map<List<Long>, Branch> byParents = new HashMap<>();
    private final boolean counted;

    /** The combinations of {@code free} dimensions under the same values (by index) of their parents. */
    private record Branch(Map<String, Long> parents, List<Dimension> free, long first, long points) {
        long end() {
            return Math.addExact(first, Math.min(points, Long.MAX_VALUE - first));
        }
    }

    Grid(Space space) {
        this.space = space;
        space.dimensions().forEach(dimension -> parents.addAll(dimension.when().keySet()));
        counted = split(0, new LinkedHashMap<>(), List.of());
    }

    /** The number of points, {@code Long.MAX_VALUE} if there are even more. */
    long points() {
        return branches.getLast().end();
    }

    /** False when there turned out to be more than {@link #MOST} long before all were counted. */
    boolean counted() {
        return counted && points() < Long.MAX_VALUE;
    }

    Map<String, Object> point(long index) {
        Branch branch = branchOf(index);
        Map<String, Long> indices = new HashMap<>(branch.parents());
        long rest = index - branch.first();
        for (Dimension dimension : branch.free()) {
            long size = Axis.values(dimension.domain());
            indices.put(dimension.name(), rest % size);
            rest /= size;
        }
        return space.point(dimension -> Axis.value(dimension.domain(), indices.getOrDefault(dimension.name(), 0L)));
    }

    /** The number of a point; nothing when it is not on the grid. */
    OptionalLong indexOf(Map<String, Object> point) {
        if (!space.holds(point)) {
            return OptionalLong.empty();
        }
        Map<String, Long> indices = indices(point);
        Branch branch = byParents.get(key(indices));
        if (branch == null) {
            return OptionalLong.empty();
        }
        long place = 0;
        for (Dimension dimension : branch.free().reversed()) {
            place = place * Axis.values(dimension.domain()) + indices.getOrDefault(dimension.name(), 0L);
        }
        return OptionalLong.of(branch.first() + place);
    }

    private Branch branchOf(long index) {
        int low = 0;
        int high = branches.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (branches.get(middle).end() > index) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return branches.get(low);
    }

    /** Follows the dimensions from {@code at} on; false when it gave up because there are too many branches. */
    private boolean split(int at, Map<String, Object> values, List<Dimension> free) {
        if (at == space.dimensions().size()) {
            return add(values, free);
        }
        Dimension dimension = space.dimensions().get(at);
        if (!dimension.isThere(values)) {
            return split(at + 1, values, free);
        }
        if (!parents.contains(dimension.name())) {
            List<Dimension> more = new ArrayList<>(free);
            more.add(dimension);
            return split(at + 1, values, more);
        }
        boolean all = true;
        for (long i = 0; all && i < Axis.values(dimension.domain()); i++) {
            values.put(dimension.name(), Axis.value(dimension.domain(), i));
            all = split(at + 1, values, free);
        }
        values.remove(dimension.name());
        return all;
    }

    private boolean add(Map<String, Object> values, List<Dimension> free) {
        if (branches.size() > EXACT && points() > MOST) {
            return false;
        }
        Map<String, Long> indices = indices(values);
        long first = branches.isEmpty() ? 0 : points();
        Branch branch = new Branch(indices, free, first, combinations(free));
        branches.add(branch);
        byParents.put(key(indices), branch);
        return true;
    }

    private Map<String, Long> indices(Map<String, Object> values) {
        Map<String, Long> indices = new HashMap<>();
        for (Dimension dimension : space.dimensions()) {
            Object value = values.get(dimension.name());
            if (value != null) {
                indices.put(dimension.name(), Axis.index(dimension.domain(), value));
            }
        }
        return indices;
    }

    /** A list, for the hashes of maps that differ in a few small numbers are mostly the same. */
    private List<Long> key(Map<String, Long> indices) {
        return space.dimensions().stream()
                .filter(dimension -> parents.contains(dimension.name()))
                .map(dimension -> indices.getOrDefault(dimension.name(), -1L))
                .toList();
    }

    private static long combinations(List<Dimension> free) {
        long product = 1;
        for (Dimension dimension : free) {
            long values = Axis.values(dimension.domain());
            if (product > Long.MAX_VALUE / values) {
                return Long.MAX_VALUE;
            }
            product *= values;
        }
        return product;
    }
}
