package dev.millrace.tuning.learning;

import dev.millrace.tuning.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How a study went: the values of its trials by number, and the best so far. */
public record StudyHistory(int completed, List<HistoryPoint> points) {
    /** {@code best} is the best value of this trial and those with smaller numbers. */
    public record HistoryPoint(int number, double value, double best) {}

    public static StudyHistory of(List<Tried> trials, Direction direction) {
        Map<Integer, Double> bests = bests(trials, direction);
        List<HistoryPoint> points = new ArrayList<>();
        for (Tried trial : Thinning.of(trials, Charts.MOST_POINTS, direction)) {
            points.add(
                    new HistoryPoint(trial.number(), trial.value(), bests.getOrDefault(trial.number(), trial.value())));
        }
        return new StudyHistory(trials.size(), List.copyOf(points));
    }

    private static Map<Integer, Double> bests(List<Tried> trials, Direction direction) {
        Map<Integer, Double> bests = new HashMap<>();
        List<Tried> byNumber =
                trials.stream().sorted(Comparator.comparingInt(Tried::number)).toList();
        double best = byNumber.isEmpty() ? 0 : byNumber.getFirst().value();
        for (Tried trial : byNumber) {
            best = direction.better(trial.value(), best) ? trial.value() : best;
            bests.put(trial.number(), best);
        }
        return bests;
    }
}
