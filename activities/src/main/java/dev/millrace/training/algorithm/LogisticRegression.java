package dev.millrace.training.algorithm;

import dev.millrace.models.LinearModel;
import dev.millrace.training.Task;
import java.util.Set;
import smile.math.BFGS;

/**
 * Multinomial logistic regression with an L2 penalty, as scikit-learn has it: the objective is {@code C} times the sum of
 * the rows' log losses plus half the sum of squared coefficients, intercepts left free; two classes share one function.
 * Minimised by L-BFGS.
 */
final class LogisticRegression implements Algorithm {
    private static final int CORRECTIONS = 10;

    @Override
    public String id() {
        return "logistic_regression";
    }

    @Override
    public String title() {
        return "Logistic regression";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.CLASSIFICATION);
    }

    @Override
    public Hyperparameters hyperparameters() {
        return Hyperparameters.of(
                new Hyperparameter.Real(
                        "C",
                        "The inverse of the L2 penalty's strength",
                        1.0,
                        0,
                        true,
                        1e10,
                        new Hyperparameter.Range(1e-3, 1e3, true)),
                new Hyperparameter.Whole("max_iter", "How many iterations L-BFGS may take", 1000, 1, 100_000, null),
                new Hyperparameter.Real(
                        "tol", "The gradient (of the mean loss) at which it ends", 1e-6, 0, true, 1, null),
                ClassWeights.PARAMETER);
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
        LogisticObjective objective = new LogisticObjective(input, monitor);
        double[] parameters = new double[objective.parameters()];
        BFGS.minimize(
                objective,
                CORRECTIONS,
                parameters,
                input.parameters().real("tol"),
                input.parameters().whole("max_iter"));
        LinearModel model = objective.model(parameters);
        monitor.progress(1);
        return new Fit(model, LinearImportances.of(model), Engines.smile());
    }
}
