package dev.millrace.tuning.learning;

import java.util.ArrayList;
import java.util.List;

/** The empirical distribution of a study's values: which share of the trials has at most a value. */
public record ValueDistribution(int completed, List<DistributionPoint> points) {
    public record DistributionPoint(double value, double share) {}

    public static ValueDistribution of(List<Tried> trials) {
        List<Double> sorted = trials.stream().map(Tried::value).sorted().toList();
        List<DistributionPoint> points = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            boolean last = i == sorted.size() - 1 || sorted.get(i) < sorted.get(i + 1);
            if (last) {
                points.add(new DistributionPoint(sorted.get(i), (i + 1.0) / sorted.size()));
            }
        }
        return new ValueDistribution(trials.size(), List.copyOf(Thinning.spread(points, Charts.MOST_POINTS)));
    }
}
