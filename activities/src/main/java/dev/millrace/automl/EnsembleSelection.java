package dev.millrace.automl;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * Chooses an ensemble from a library of models by adding, again and again, the one whose addition makes the mean of all
 * outputs best on the validation rows; with replacement, so that how often a model was taken is its weight (Caruana,
 * Niculescu-Mizil, Crew and Ksikes 2004, "Ensemble Selection from Libraries of Models").
 */
final class EnsembleSelection {
    private static final int ROUNDS = 40;
    private static final int PATIENCE = 8;

    private EnsembleSelection() {}

    /** The weight of each model, 0 for those that were not taken, and what the ensemble loses. */
    record Selection(double[] weights, Loss loss) {}

    /** To be minimised; of equals {@code second} decides. */
    record Loss(double main, double second) implements Comparable<Loss> {
        @Override
        public int compareTo(Loss other) {
            int byMain = Double.compare(main, other.main);
            return byMain == 0 ? Double.compare(second, other.second) : byMain;
        }
    }

    /** What outputs lose on the validation rows. */
    interface Judge {
        Loss loss(double[] outputs);
    }

    /**
     * @param library the outputs of each model for all validation rows
     * @param enough asked before each addition; the best so far is answered then
     */
    static Selection select(List<double[]> library, Judge judge, BooleanSupplier enough) {
        double[] sum = new double[library.getFirst().length];
        List<Integer> taken = new ArrayList<>();
        int best = 0;
        Loss least = null;
        while (taken.size() < ROUNDS && taken.size() < best + PATIENCE && (least == null || !enough.getAsBoolean())) {
            Step step = step(library, sum, taken.size(), judge);
            add(sum, library.get(step.model()));
            taken.add(step.model());
            if (least == null || step.loss().compareTo(least) < 0) {
                least = step.loss();
                best = taken.size();
            }
        }
        double[] weights = new double[library.size()];
        taken.subList(0, best).forEach(model -> weights[model] += 1);
        for (int model = 0; model < weights.length; model++) {
            weights[model] /= best;
        }
        return new Selection(weights, Objects.requireNonNull(least));
    }

    private static Step step(List<double[]> library, double[] sum, int size, Judge judge) {
        Step best = null;
        double[] mean = new double[sum.length];
        for (int model = 0; model < library.size(); model++) {
            double[] outputs = library.get(model);
            for (int i = 0; i < mean.length; i++) {
                mean[i] = (sum[i] + outputs[i]) / (size + 1);
            }
            Loss loss = judge.loss(mean);
            if (best == null || loss.compareTo(best.loss()) < 0) {
                best = new Step(model, loss);
            }
        }
        return Objects.requireNonNull(best);
    }

    private static void add(double[] sum, double[] outputs) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += outputs[i];
        }
    }

    private record Step(int model, Loss loss) {}
}
