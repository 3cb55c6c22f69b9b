package dev.millrace.training.algorithm;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.problems.Violation;
import dev.millrace.training.Task;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every algorithm Millrace knows. A new one is added to {@link #builtIn()}. */
public record Algorithms(List<Algorithm> all) {
    public Algorithms {
        all = List.copyOf(all);
    }

    public static Algorithms builtIn() {
        return new Algorithms(List.of(
                new LogisticRegression(),
                new DecisionTree(),
                new RandomForest(),
                new Adaboost(),
                BoostedTrees.gradientBoosting(),
                BoostedTrees.xgboost(),
                new Lightgbm(),
                LeastSquares.ordinary(),
                LeastSquares.ridge(),
                LeastSquares.lasso(),
                LeastSquares.elasticNet(),
                new NaiveBayes(),
                new LinearDiscriminant(),
                new QuadraticDiscriminant(),
                new NearestNeighbours(),
                new SupportVectorMachine(),
                new SupportVectorRegression(),
                new GaussianProcess(),
                new NeuralNetworks(),
                new KMeans(),
                new XMeans(),
                new Dbscan(),
                new Hierarchical(),
                new IsolationForest(),
                new OneClassSvm(),
                new Arma(),
                new BoostedLags()));
    }

    /** @throws Problem when there is no such algorithm, it does not do the task, or it cannot be used here */
    public Algorithm require(String id, Task task) {
        Algorithm algorithm = all.stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> unknown("there is no algorithm " + id, task));
        if (!algorithm.tasks().contains(task)) {
            throw unknown(id + " does not do " + task.wire(), task);
        }
        algorithm.unavailable().ifPresent(why -> {
            throw unknown(id + " cannot be used: " + why, task);
        });
        return algorithm;
    }

    /** @throws Problem as {@link #require} for each of a request's {@code algorithms}, naming which */
    public void requireAll(List<? extends @Nullable String> ids, Task task) {
        for (int i = 0; i < ids.size(); i++) {
            try {
                require(String.valueOf(ids.get(i)), task);
            } catch (Problem problem) {
                throw new Problem(
                        problem.type(), problem.detail(), List.of(new Violation("/algorithms/" + i, problem.detail())));
            }
        }
    }

    private Problem unknown(String what, Task task) {
        String allowed = all.stream()
                .filter(candidate -> candidate.tasks().contains(task))
                .filter(candidate -> candidate.unavailable().isEmpty())
                .map(Algorithm::id)
                .collect(Collectors.joining(", "));
        String detail = what + "; for " + task.wire() + " there are " + allowed;
        return new Problem(ProblemType.INVALID, detail, List.of(new Violation("/algorithm", detail)));
    }
}
