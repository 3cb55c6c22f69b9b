package dev.millrace.automl;

import dev.millrace.training.Task;
import dev.millrace.training.algorithm.Algorithm;
import dev.millrace.training.algorithm.Algorithms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The algorithms worth trying on so many rows, the cheapest first, and why the others are not. */
record Shortlist(List<String> algorithms, List<LeftOut> leftOut) {
    /** What a fit costs beside others', by experience; what is not named here comes last. */
    private static final List<String> CHEAPEST_FIRST = List.of(
            "ridge",
            "naive_bayes",
            "linear",
            "lda",
            "qda",
            "elastic_net",
            "lasso",
            "logistic_regression",
            "decision_tree",
            "knn",
            "lightgbm",
            "xgboost",
            "random_forest",
            "svr",
            "svm",
            "gradient_boosting",
            "adaboost",
            "neural_network",
            "gaussian_process");

    private static final Map<String, String> CONTAINED = contained();

    private static final Map<String, Limit> LIMITS = Map.of(
            "gaussian_process", new Limit(1_000, "the cube"),
            "svm", new Limit(10_000, "more than the square"),
            "svr", new Limit(10_000, "more than the square"),
            "knn", new Limit(50_000, "the square"));

    static Shortlist of(Task task, long rows) {
        List<String> taken = new ArrayList<>();
        List<LeftOut> left = new ArrayList<>();
        for (Algorithm algorithm : Algorithms.builtIn().all()) {
            if (algorithm.tasks().contains(task)) {
                reason(algorithm, rows)
                        .ifPresentOrElse(
                                why -> left.add(new LeftOut(algorithm.id(), why)), () -> taken.add(algorithm.id()));
            }
        }
        taken.sort(Comparator.comparingInt(Shortlist::cost));
        return new Shortlist(taken, left);
    }

    /** Those that somebody chose, in the order in which they are tried. */
    static Shortlist given(List<String> algorithms) {
        return new Shortlist(
                algorithms.stream()
                        .sorted(Comparator.comparingInt(Shortlist::cost))
                        .toList(),
                List.of());
    }

    private static Optional<String> reason(Algorithm algorithm, long rows) {
        Limit limit = LIMITS.get(algorithm.id());
        if (limit != null && rows > limit.rows()) {
            return Optional.of("its cost grows with " + limit.growth() + " of the rows; it is tried up to "
                    + limit.rows() + " of them, and there are " + rows);
        }
        return algorithm.unavailable().or(() -> Optional.ofNullable(CONTAINED.get(algorithm.id())));
    }

    private static int cost(String algorithm) {
        int place = CHEAPEST_FIRST.indexOf(algorithm);
        return place < 0 ? CHEAPEST_FIRST.size() : place;
    }

    private static Map<String, String> contained() {
        Map<String, String> contained = new LinkedHashMap<>();
        contained.put("linear", "ridge does the same with a penalty, which the search may make small");
        contained.put("lasso", "elastic_net does the same, and more");
        contained.put("decision_tree", "random_forest averages many of them");
        contained.put("gradient_boosting", "xgboost and lightgbm do the same, quicker");
        contained.put("adaboost", "xgboost and lightgbm do better in the same time");
        return contained;
    }

    private record Limit(long rows, String growth) {}
}
