package dev.millrace.tuning.search;

import dev.millrace.tuning.Domain;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A density over the unit cube of a space: a component around each observation, over all dimensions at once, and a wide one
 * as the prior. Where a dimension was not there in an observation, its component is even.
 */
final class Parzen {
    private static final int FULL_WEIGHT = 25;
    private static final double NEGLIGIBLE = -23;

    /** What each choice has beside what was observed, over all components. */
    private static final double SMOOTHING = 3;

    private final List<Mixture> dimensions;
    private final double[] logWeights;
    private final double[] upTo;

    Parzen(Space space, List<Observation> observations) {
        List<Observation> byNumber = observations.stream()
                .sorted(Comparator.comparingInt(Observation::number))
                .toList();
        dimensions = space.dimensions().stream()
                .map(dimension -> mixture(dimension, byNumber))
                .toList();
        double[] weights = weights(byNumber.size());
        double sum = Arrays.stream(weights).sum();
        logWeights =
                Arrays.stream(weights).map(weight -> Math.log(weight / sum)).toArray();
        upTo = weights.clone();
        Arrays.parallelPrefix(upTo, Double::sum);
    }

    double[] sample(SplittableRandom random) {
        double place = random.nextDouble() * upTo[upTo.length - 1];
        int component = 0;
        while (component < upTo.length - 1 && upTo[component] <= place) {
            component++;
        }
        int chosen = component;
        return dimensions.stream()
                .mapToDouble(dimension -> dimension.sample(chosen, random))
                .toArray();
    }

    /** @param units NaN where a dimension is not there */
    double logDensity(double[] units) {
        double[] sums = logWeights.clone();
        for (int i = 0; i < units.length; i++) {
            if (!Double.isNaN(units[i])) {
                dimensions.get(i).addLogDensities(units[i], sums);
            }
        }
        double highest = Double.NEGATIVE_INFINITY;
        for (double sum : sums) {
            highest = Math.max(highest, sum);
        }
        double total = 0;
        for (double sum : sums) {
            total += sum - highest > NEGLIGIBLE ? Math.exp(sum - highest) : 0;
        }
        return highest + Math.log(total);
    }

    private static Mixture mixture(Dimension dimension, List<Observation> observations) {
        Domain domain = dimension.domain();
        double[] units = observations.stream()
                .mapToDouble(
                        observation -> Axis.unit(domain, observation.point().get(dimension.name())))
                .toArray();
        return domain instanceof Domain.Choice choice
                ? new ChoiceMixture(choice.choices().size(), units, SMOOTHING)
                : new NumericMixture(domain, units, Bandwidths.of(units));
    }

    /** The latest have full weight, those before them less the older they are; the prior has as much as one of the latest. */
    private static double[] weights(int observations) {
        double[] weights = new double[observations + 1];
        Arrays.fill(weights, 1);
        int older = observations - FULL_WEIGHT;
        for (int i = 0; i < older; i++) {
            double least = 1.0 / observations;
            weights[i] = older == 1 ? least : least + (1 - least) * i / (older - 1);
        }
        return weights;
    }
}
