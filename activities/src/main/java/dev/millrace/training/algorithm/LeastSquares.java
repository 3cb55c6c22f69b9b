package dev.millrace.training.algorithm;

import dev.millrace.models.LinearModel;
import dev.millrace.models.Matrix;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.training.Task;
import java.util.Map;
import java.util.Set;

/** Linear regression from the products of the features with one another; the kinds differ in what they penalise. */
record LeastSquares(String id, String title, Hyperparameters hyperparameters, Solver solver) implements Algorithm {
    private static final int MOST_FEATURES = 5000;

    /** Finds the coefficients of the centred features. */
    @FunctionalInterface
    interface Solver {
        double[] coefficients(NormalEquations equations, HyperparameterValues parameters, FitMonitor monitor);
    }

    /** Without a penalty; where features depend on one another, the smallest of the equally good coefficients. */
    static LeastSquares ordinary() {
        return new LeastSquares(
                "linear",
                "Linear regression",
                Hyperparameters.of(),
                (equations, parameters, monitor) -> Cholesky.solve(
                                equations.gram().clone(), 0, equations.moments(), monitor::throwIfCancelled)
                        .orElseGet(() ->
                                MinimumNorm.solve(equations.gram(), equations.moments(), monitor::throwIfCancelled)));
    }

    /** As scikit-learn has it: the sum of squared errors plus {@code alpha} times that of squared coefficients. */
    static LeastSquares ridge() {
        return new LeastSquares(
                "ridge",
                "Ridge regression",
                Hyperparameters.of(PenaltyParameters.alpha("The strength of the L2 penalty", false)),
                LeastSquares::ridge);
    }

    /** As scikit-learn has it: half the mean squared error plus {@code alpha} times the sum of absolute coefficients. */
    static LeastSquares lasso() {
        return new LeastSquares(
                "lasso",
                "Lasso",
                Hyperparameters.of(
                        PenaltyParameters.alpha("The strength of the L1 penalty", true),
                        PenaltyParameters.MAX_ITER,
                        PenaltyParameters.TOL),
                (equations, parameters, monitor) -> CoordinateDescent.solve(equations, parameters, 1, monitor));
    }

    /** As scikit-learn has it: the lasso with {@code l1_ratio} of the penalty, the rest an L2 penalty. */
    static LeastSquares elasticNet() {
        return new LeastSquares(
                "elastic_net",
                "Elastic net",
                Hyperparameters.of(
                        PenaltyParameters.alpha("The strength of both penalties", true),
                        PenaltyParameters.L1_RATIO,
                        PenaltyParameters.MAX_ITER,
                        PenaltyParameters.TOL),
                (equations, parameters, monitor) ->
                        CoordinateDescent.solve(equations, parameters, parameters.real("l1_ratio"), monitor));
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.REGRESSION);
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
        Matrix matrix = input.train().features();
        if (matrix.width() > MOST_FEATURES) {
            throw impossible(id + " takes at most " + MOST_FEATURES + " features, and there are " + matrix.width()
                    + "; choose fewer, or xgboost");
        }
        NormalEquations equations = NormalEquations.of(input.train(), monitor);
        LinearModel model = equations.model(solver.coefficients(equations, input.parameters(), monitor));
        FittedLoss.report(model, input, 1, monitor);
        monitor.progress(1);
        return new Fit(model, LinearImportances.of(model), Map.of());
    }

    private static double[] ridge(NormalEquations equations, HyperparameterValues parameters, FitMonitor monitor) {
        double alpha = parameters.real("alpha");
        return Cholesky.solve(equations.gram(), alpha, equations.moments(), monitor::throwIfCancelled)
                .orElseThrow(() -> impossible("with alpha " + alpha
                        + " the features do not determine their coefficients; give a larger alpha"));
    }

    private static Problem impossible(String why) {
        return new Problem(ProblemType.TRAINING_IMPOSSIBLE, why);
    }
}
