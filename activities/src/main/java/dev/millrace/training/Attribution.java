package dev.millrace.training;

import dev.millrace.models.explanation.ContributionSummary;
import dev.millrace.training.EvaluationReport.Importance;
import dev.millrace.training.EvaluationReport.Permutation;
import dev.millrace.training.EvaluationReport.PermutedFeature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a model's predictions owe to each column, in three ways; those that take a while may be absent. */
record Attribution(
        List<Importance> importances,
        @Nullable Permutation permutation,
        @Nullable ContributionSummary contributions) {

    /** Over the models of several folds. A column that a fold had no use for counts as 0 there. */
    static Attribution mean(List<Attribution> folds) {
        List<Permutation> permutations = present(folds, Attribution::permutation);
        List<ContributionSummary> contributions = present(folds, Attribution::contributions);
        return new Attribution(
                importances(folds),
                permutations.isEmpty() ? null : permutation(permutations),
                contributions.isEmpty() ? null : contributions(contributions));
    }

    private static List<Importance> importances(List<Attribution> folds) {
        Map<String, Double> sums = new LinkedHashMap<>();
        folds.stream()
                .flatMap(fold -> fold.importances().stream())
                .forEach(share -> sums.merge(share.feature(), share.importance() / folds.size(), Double::sum));
        return sums.entrySet().stream()
                .map(entry -> new Importance(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingDouble(Importance::importance).reversed())
                .toList();
    }

    /** The mean of the folds' losses, and their standard deviation between folds. */
    private static Permutation permutation(List<Permutation> folds) {
        Permutation first = folds.getFirst();
        int rows = folds.stream().mapToInt(Permutation::sampleRows).sum();
        List<String> skipped = present(folds, Permutation::skipped);
        if (!skipped.isEmpty()) {
            return Permutation.skipped(first.metric(), rows, skipped.getFirst());
        }
        double baseline = present(folds, Permutation::baseline).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
        Map<String, List<Double>> losses = new LinkedHashMap<>();
        folds.stream()
                .flatMap(fold -> fold.features().stream())
                .forEach(feature -> losses.computeIfAbsent(feature.feature(), _ -> new ArrayList<>())
                        .add(feature.mean()));
        return new Permutation(first.metric(), rows, first.repeats(), baseline, permuted(losses, folds.size()), null);
    }

    private static List<PermutedFeature> permuted(Map<String, List<Double>> losses, int folds) {
        List<PermutedFeature> features = new ArrayList<>();
        losses.forEach((feature, found) -> {
            double[] values = new double[folds];
            for (int i = 0; i < found.size(); i++) {
                values[i] = found.get(i);
            }
            features.add(new PermutedFeature(feature, Spread.mean(values), Spread.sd(values)));
        });
        features.sort(Comparator.comparingDouble(PermutedFeature::mean).reversed());
        return features;
    }

    /** By the rows of each. */
    private static ContributionSummary contributions(List<ContributionSummary> folds) {
        int rows =
                Math.max(1, folds.stream().mapToInt(ContributionSummary::rows).sum());
        Map<String, Double> sums = new LinkedHashMap<>();
        for (ContributionSummary fold : folds) {
            fold.columns()
                    .forEach(column -> sums.merge(
                            column.feature(), column.meanAbsContribution() * fold.rows() / rows, Double::sum));
        }
        List<ContributionSummary.Mean> means = sums.entrySet().stream()
                .map(entry -> new ContributionSummary.Mean(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingDouble(ContributionSummary.Mean::meanAbsContribution)
                        .reversed())
                .toList();
        return new ContributionSummary(folds.getFirst().outputSpace(), rows, means);
    }

    private static <F, T> List<T> present(List<F> folds, Function<F, @Nullable T> part) {
        return folds.stream().map(part).flatMap(Stream::ofNullable).toList();
    }
}
