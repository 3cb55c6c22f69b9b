package dev.millrace.tuning.learning;

import dev.millrace.tuning.Direction;
import dev.millrace.tuning.search.Space;
import java.util.List;
import java.util.Objects;

/** The values of a study's metric over one parameter, without those trials that did not have it. */
public record StudySlice(ParameterAxis axis, List<SlicePoint> points) {
    public record SlicePoint(int number, Object x, double value) {}

    /** A slice for each parameter that was ever tried. */
    public static List<StudySlice> of(Space space, List<Tried> trials, Direction direction) {
        return space.dimensions().stream()
                .map(dimension ->
                        new StudySlice(ParameterAxis.of(dimension), points(dimension.name(), trials, direction)))
                .filter(slice -> !slice.points().isEmpty())
                .toList();
    }

    private static List<SlicePoint> points(String parameter, List<Tried> trials, Direction direction) {
        List<Tried> having = trials.stream()
                .filter(trial -> trial.parameters().get(parameter) != null)
                .toList();
        return Thinning.of(having, Charts.MOST_POINTS, direction).stream()
                .map(trial -> new SlicePoint(
                        trial.number(),
                        Objects.requireNonNull(trial.parameters().get(parameter)),
                        trial.value()))
                .toList();
    }
}
