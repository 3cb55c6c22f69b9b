package dev.millrace.tuning.learning;

import dev.millrace.tuning.Direction;
import dev.millrace.tuning.search.Space;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line for each trial across the axes of all parameters that were ever tried. */
public record ParallelCoordinates(List<ParameterAxis> axes, List<ParallelLine> lines) {
    /** {@code coordinates} in the order of the axes, null where the trial did not have the parameter. */
    public record ParallelLine(int number, double value, List<@Nullable Object> coordinates) {}

    public static ParallelCoordinates of(Space space, List<Tried> trials, Direction direction) {
        List<ParameterAxis> axes = space.dimensions().stream()
                .filter(dimension ->
                        trials.stream().anyMatch(trial -> trial.parameters().get(dimension.name()) != null))
                .map(ParameterAxis::of)
                .toList();
        List<ParallelLine> lines = Thinning.of(trials, Charts.MOST_POINTS, direction).stream()
                .map(trial -> new ParallelLine(trial.number(), trial.value(), coordinates(axes, trial)))
                .toList();
        return new ParallelCoordinates(axes, lines);
    }

    private static List<@Nullable Object> coordinates(List<ParameterAxis> axes, Tried trial) {
        List<@Nullable Object> coordinates = new ArrayList<>();
        axes.forEach(axis -> coordinates.add(trial.parameters().get(axis.parameter())));
        return coordinates;
    }
}
