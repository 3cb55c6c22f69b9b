package dev.millrace.tuning.search;

import dev.millrace.problems.Problem;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** Every point once, in an order shuffled by the seed: a trial takes the first that is not in the history. */
final class GridSampler implements Sampler {
    private static final String INSTEAD = "or take another sampler, quasi_random for instance";

    @Override
    public int most(Space space) {
        return (int) grid(space).points();
    }

    @Override
    public Map<String, Object> next(Space space, List<Observation> history, long seed, int number) {
        Grid grid = grid(space);
        int points = (int) grid.points();
        BitSet taken = new BitSet(points);
        history.forEach(trial -> grid.indexOf(trial.point()).ifPresent(index -> taken.set((int) index)));
        Shuffle order = new Shuffle(points, seed);
        for (int place = 0; place < points; place++) {
            int index = order.at(place);
            if (!taken.get(index)) {
                return grid.point(index);
            }
        }
        return grid.point(order.at(Math.floorMod(number, points)));
    }

    private static Grid grid(Space space) {
        List<String> continua = space.dimensions().stream()
                .filter(dimension -> Axis.values(dimension.domain()) == Long.MAX_VALUE)
                .map(Dimension::name)
                .toList();
        if (!continua.isEmpty()) {
            throw Problem.invalid(
                    "/sampler",
                    "a grid needs a step for each float, which " + String.join(", ", continua)
                            + " lacks: give one, or choices, " + INSTEAD);
        }
        Grid grid = new Grid(space);
        if (grid.points() > Grid.MOST) {
            throw Problem.invalid(
                    "/sampler",
                    "the grid has " + (grid.counted() ? "" : "at least ") + grid.points() + " points, and at most "
                            + Grid.MOST + " are searched: narrow the ranges, widen the steps, " + INSTEAD);
        }
        return grid;
    }
}
