package dev.millrace.training.algorithm;

import dev.millrace.models.KernelFunction;
import dev.millrace.models.KernelPairs;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.training.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Support vector classification as LIBSVM has it (Chang and Lin 2011): a machine for each pair of classes, with
 * probabilities by Platt's scaling and pairwise coupling.
 */
final class SupportVectorMachine implements Algorithm {
    private static final int MOST_CLASSES = 200;
    private static final long CACHE_BYTES = 200L << 20;
    /** Pairs are fitted side by side until there are so many rows in them; then the fit tells how far it is. */
    private static final int BATCH_ROWS = 4000;

    @Override
    public String id() {
        return "svm";
    }

    @Override
    public String title() {
        return "Support vector machine";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.CLASSIFICATION);
    }

    @Override
    public Hyperparameters hyperparameters() {
        return KernelParameters.with(KernelParameters.penalty(), ClassWeights.PARAMETER);
    }

    @Override
    public FeatureNeeds needs() {
        return new FeatureNeeds(true, false);
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, false, true);
    }

    @Override
    public Fit fit(FitInput input, FitMonitor monitor) {
        KernelParameters.requireFewRows(id(), input, "logistic_regression or xgboost");
        if (input.classes() > MOST_CLASSES) {
            throw new Problem(
                    ProblemType.TRAINING_IMPOSSIBLE,
                    "svm takes at most " + MOST_CLASSES
                            + " classes, for it fits a machine for each pair, and there are " + input.classes()
                            + "; choose logistic_regression or xgboost");
        }
        KernelFunction kernel = KernelParameters.kernel(input);
        int[][] byClass = byClass(input);
        List<PairFit.Pair> pairs = pairs(input, kernel, byClass);
        List<PairFit> fits = new ArrayList<>();
        while (fits.size() < pairs.size()) {
            monitor.throwIfCancelled();
            long bytes = CACHE_BYTES / Math.max(1, monitor.threads());
            fits.addAll(PairFit.of(batch(pairs, fits.size()), bytes, monitor));
            monitor.progress((double) fits.size() / pairs.size());
        }
        KernelPairs model = SupportVectors.of(input, kernel, byClass, fits);
        FittedLoss.reportTest(model, input, 1, monitor);
        return new Fit(model, new double[0], Map.of());
    }

    private static List<PairFit.Pair> batch(List<PairFit.Pair> pairs, int from) {
        int end = from;
        int rows = 0;
        while (end < pairs.size() && rows < BATCH_ROWS) {
            rows += pairs.get(end).firsts().length + pairs.get(end).seconds().length;
            end++;
        }
        return pairs.subList(from, end);
    }

    private static int[][] byClass(FitInput input) {
        int[] labels = input.train().labels();
        return IntStream.range(0, input.classes())
                .mapToObj(c -> IntStream.range(0, labels.length)
                        .filter(row -> labels[row] == c)
                        .toArray())
                .toArray(int[][]::new);
    }

    private static List<PairFit.Pair> pairs(FitInput input, KernelFunction kernel, int[][] byClass) {
        double penalty = input.parameters().real("C");
        double[] weights = ClassWeights.of(input);
        SplittableRandom seeds = new SplittableRandom(input.seed());
        List<PairFit.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < byClass.length; i++) {
            for (int j = i + 1; j < byClass.length; j++) {
                double[] costs = {penalty * weights[i], penalty * weights[j]};
                pairs.add(new PairFit.Pair(input, kernel, i, j, byClass[i], byClass[j], costs, seeds.nextLong()));
            }
        }
        return pairs;
    }
}
