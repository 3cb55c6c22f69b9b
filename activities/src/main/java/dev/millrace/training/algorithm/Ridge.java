package dev.millrace.training.algorithm;

import dev.millrace.models.LinearModel;
import dev.millrace.models.Matrix;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.training.Task;
import java.util.Map;
import java.util.Set;

/**
 * Linear least squares with an L2 penalty, as scikit-learn has it: the objective is the sum of squared errors plus
 * {@code alpha} times the sum of squared coefficients, the intercept left free. Solved exactly.
 */
final class Ridge implements Algorithm {
    private static final int MOST_FEATURES = 5000;

    @Override
    public String id() {
        return "ridge";
    }

    @Override
    public String title() {
        return "Ridge regression";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.REGRESSION);
    }

    @Override
    public Hyperparameters hyperparameters() {
        return Hyperparameters.of(new Hyperparameter.Real(
                "alpha",
                "The strength of the L2 penalty",
                1.0,
                0,
                false,
                1e10,
                new Hyperparameter.Range(1e-3, 1e3, true)));
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
            throw impossible("ridge takes at most " + MOST_FEATURES + " features, and there are " + matrix.width()
                    + "; choose fewer, or xgboost");
        }
        NormalEquations equations = NormalEquations.of(input.train(), monitor);
        double alpha = input.parameters().real("alpha");
        double[] coefficients = Cholesky.solve(equations.gram(), alpha, equations.moments(), monitor::throwIfCancelled)
                .orElseThrow(() -> impossible("with alpha " + alpha
                        + " the features do not determine their coefficients; give a larger alpha"));
        double intercept = equations.targetMean();
        double[] importances = new double[coefficients.length];
        for (int i = 0; i < coefficients.length; i++) {
            intercept -= coefficients[i] * equations.means()[i];
            importances[i] = Math.abs(coefficients[i]);
        }
        LinearModel model = new LinearModel(LinearModel.Link.IDENTITY, coefficients, new double[] {intercept});
        report(model, input, monitor);
        return new Fit(model, importances, Map.of());
    }

    private static void report(LinearModel model, FitInput input, FitMonitor monitor) {
        monitor.metric(1, "loss", loss(model, input.train()));
        if (input.test() != null) {
            monitor.metric(1, "eval_loss", loss(model, input.test()));
        }
        monitor.progress(1);
    }

    private static double loss(LinearModel model, PreparedMatrix rows) {
        double[] predicted = model.predict(rows.features());
        double loss = 0;
        for (int row = 0; row < predicted.length; row++) {
            loss += Math.pow(predicted[row] - rows.target()[row], 2) / predicted.length;
        }
        return loss;
    }

    private static Problem impossible(String why) {
        return new Problem(ProblemType.TRAINING_IMPOSSIBLE, why);
    }
}
