package dev.millrace.tuning.search;

import dev.millrace.tuning.Domain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A space as a cube: where a point lies, and the point at a place. What is not there, or not in its domain, is in the middle. */
final class Coordinates {
    private final Space space;
    private final List<Domain> domains;
    private final Map<String, Integer> places = new HashMap<>();

    Coordinates(Space space) {
        this.space = space;
        domains = space.dimensions().stream().map(Dimension::domain).toList();
        space.dimensions().forEach(dimension -> places.put(dimension.name(), places.size()));
    }

    int size() {
        return domains.size();
    }

    /** Which dimensions are choices, of which all are equally far from each other. */
    boolean[] categorical() {
        boolean[] categorical = new boolean[size()];
        for (int i = 0; i < size(); i++) {
            categorical[i] = domains.get(i) instanceof Domain.Choice;
        }
        return categorical;
    }

    double[] of(Map<String, Object> point) {
        return space.dimensions().stream()
                .mapToDouble(dimension -> {
                    double unit = Axis.unit(dimension.domain(), point.get(dimension.name()));
                    return Double.isNaN(unit) ? 0.5 : unit;
                })
                .toArray();
    }

    Map<String, Object> point(double[] units) {
        return space.point(dimension -> Axis.at(dimension.domain(), units[places.getOrDefault(dimension.name(), 0)]));
    }

    /** A place close by: some of the dimensions moved, of choices any. */
    double[] near(double[] units, double step, SplittableRandom random) {
        double[] near = units.clone();
        int sure = random.nextInt(units.length);
        for (int i = 0; i < units.length; i++) {
            if (i != sure && random.nextInt(units.length) > 1) {
                continue;
            }
            boolean jumps = domains.get(i) instanceof Domain.Choice;
            near[i] = jumps ? random.nextDouble() : Math.clamp(units[i] + step * random.nextGaussian(), 0, 1);
        }
        return near;
    }
}
