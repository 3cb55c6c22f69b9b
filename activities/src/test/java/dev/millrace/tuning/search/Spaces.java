package dev.millrace.tuning.search;

import dev.millrace.tuning.Domain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Spaces and histories to try samplers on, odd ones among them. */
final class Spaces {
    static final Space PLANE = of(real("x", -5, 10), real("y", 0, 15));

    static final Space MIXED = of(
            logReal("rate", 1e-5, 1),
            logWhole("trees", 10, 1000),
            whole("depth", 1, 16, 3),
            stepped("share", 0.1, 1, 0.1),
            choice("rule", "a", "b", "c"));

    static final Space ALGORITHMS = of(
            choice("algorithm", "forest", "machine"),
            when(whole("forest.trees", 10, 500, 1), "algorithm", "forest"),
            when(choice("machine.kernel", "flat", "radial"), "algorithm", "machine"),
            when(logReal("machine.cost", 1e-3, 1e3), "algorithm", "machine"),
            when(when(logReal("machine.width", 1e-4, 10), "algorithm", "machine"), "machine.kernel", "radial"));

    static final Space DISCRETE = of(
            whole("a", 0, 2, 1),
            choice("b", "x", true, 1.5),
            stepped("c", 0, 0.3, 0.1),
            when(whole("d", 1, 5, 2), "b", "x", true));

    private static final List<Observation.Outcome> OUTCOMES = List.of(Observation.Outcome.values());

    private Spaces() {}

    /** Spaces that a sampler has to live with. */
    static List<Space> all() {
        return List.of(
                PLANE,
                MIXED,
                ALGORITHMS,
                DISCRETE,
                of(),
                of(real("only", 3, 3)),
                of(whole("one", 7, 7, 1), choice("sole", "x"), real("free", 0, 1)),
                of(whole("all", Integer.MIN_VALUE, Integer.MAX_VALUE, 1), logWhole("positive", 1, Integer.MAX_VALUE)),
                of(logReal("wide", 1e-300, 1e300), real("broad", -8e307, 8e307), logReal("subnormal", 4.9e-324, 1)),
                of(
                        stepped("fine", 0, 1e300, 1e-300),
                        stepped("shifted", 1e9, 1e9 + 1, 1e-3),
                        stepped("uneven", 0, 1, 0.3)),
                of(real("zero", 0.0, -0.0), stepped("large", 1, 2, 5)));
    }

    static Space of(Dimension... dimensions) {
        return new Space(Arrays.asList(dimensions));
    }

    static Dimension real(String name, double low, double high) {
        return dimension(name, new Domain.Real(low, high, null, false, Map.of()));
    }

    static Dimension logReal(String name, double low, double high) {
        return dimension(name, new Domain.Real(low, high, null, true, Map.of()));
    }

    static Dimension stepped(String name, double low, double high, double step) {
        return dimension(name, new Domain.Real(low, high, step, false, Map.of()));
    }

    static Dimension whole(String name, int low, int high, int step) {
        return dimension(name, new Domain.Whole(low, high, step, false, Map.of()));
    }

    static Dimension logWhole(String name, int low, int high) {
        return dimension(name, new Domain.Whole(low, high, 1, true, Map.of()));
    }

    static Dimension choice(String name, Object... choices) {
        return dimension(name, new Domain.Choice(List.of(choices), Map.of()));
    }

    static Dimension when(Dimension dimension, String parent, Object... values) {
        Map<String, List<Object>> when = new HashMap<>(dimension.when());
        when.put(parent, List.of(values));
        return new Dimension(dimension.name(), dimension.domain(), when);
    }

    static Observation completed(int number, Map<String, Object> point, double loss) {
        return new Observation(number, point, Observation.Outcome.COMPLETED, loss, 1);
    }

    static Observation running(int number, Map<String, Object> point) {
        return new Observation(number, point, Observation.Outcome.RUNNING, null, 0);
    }

    /** Trials of all outcomes and losses of all kinds, some of them of points that the space does not hold. */
    static List<Observation> history(Space space, int trials, SplittableRandom random) {
        Sampler sampler = new RandomSampler();
        List<Observation> history = new ArrayList<>();
        for (int number = -3; number < trials; number++) {
            Space of = random.nextInt(5) == 0 ? all().get(random.nextInt(all().size())) : space;
            Map<String, Object> point = new HashMap<>(sampler.next(of, List.of(), random.nextLong(), number));
            if (random.nextInt(10) == 0) {
                point.replaceAll((_, value) -> random.nextInt(3) == 0 ? "elsewhere" : value);
            }
            Observation.Outcome outcome = OUTCOMES.get(random.nextInt(OUTCOMES.size()));
            history.add(new Observation(number, point, outcome, loss(random), random.nextInt(4)));
        }
        return history;
    }

    private static @Nullable Double loss(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> Double.NaN;
            case 2 -> Double.POSITIVE_INFINITY;
            case 3 -> Double.NEGATIVE_INFINITY;
            case 4 -> 1e300;
            case 5 -> 1.0;
            default -> random.nextDouble();
        };
    }

    private static Dimension dimension(String name, Domain domain) {
        return new Dimension(name, domain, Map.of());
    }
}
