package dev.millrace.training.algorithm;

import dev.millrace.models.KernelExpansion;
import dev.millrace.models.KernelFunction;
import dev.millrace.models.KernelRows;
import dev.millrace.models.Matrix;
import dev.millrace.training.Task;
import java.util.Map;
import java.util.Set;

/** Support vector regression as LIBSVM has it: errors up to {@code epsilon} cost nothing. */
final class SupportVectorRegression implements Algorithm {
    private static final long CACHE_BYTES = 200L << 20;

    @Override
    public String id() {
        return "svr";
    }

    @Override
    public String title() {
        return "Support vector regression";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.REGRESSION);
    }

    @Override
    public Hyperparameters hyperparameters() {
        return KernelParameters.with(
                KernelParameters.penalty(),
                new Hyperparameter.Real(
                        "epsilon",
                        "The error, in units of the target, that costs nothing",
                        0.1,
                        0,
                        false,
                        1e9,
                        new Hyperparameter.Range(1e-3, 1, true)));
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
        KernelParameters.requireFewRows(id(), input, "ridge or xgboost");
        monitor.throwIfCancelled();
        Matrix matrix = input.train().features();
        KernelFunction kernel = KernelParameters.kernel(input);
        KernelRows rows = new KernelRows(kernel, matrix.width(), matrix.values());
        SmoSolver.Solution solution = solve(input, new KernelColumns(rows, CACHE_BYTES, monitor::throwIfCancelled));
        monitor.progress(0.9);
        KernelExpansion model = model(matrix, kernel, solution);
        FittedLoss.reportTest(model, input, 1, monitor);
        monitor.progress(1);
        return new Fit(model, new double[0], Map.of());
    }

    /** Two coordinates a row: how far the prediction is drawn up, and how far down. */
    private static SmoSolver.Solution solve(FitInput input, KernelColumns columns) {
        double penalty = input.parameters().real("C");
        double epsilon = input.parameters().real("epsilon");
        double[] target = input.train().target();
        int count = target.length;
        double[] linear = new double[2 * count];
        double[] low = new double[2 * count];
        double[] high = new double[2 * count];
        for (int row = 0; row < count; row++) {
            linear[row] = epsilon - target[row];
            linear[count + row] = -epsilon - target[row];
            high[row] = penalty;
            low[count + row] = -penalty;
        }
        double tolerance = input.parameters().real("tol");
        return SmoSolver.solve(columns, linear, low, high, new double[2 * count], tolerance);
    }

    private static KernelExpansion model(Matrix matrix, KernelFunction kernel, SmoSolver.Solution solution) {
        int count = matrix.rows();
        double[] sums = new double[count];
        for (int i = 0; i < 2 * count; i++) {
            sums[i % count] += solution.b()[i];
        }
        return SupportVectors.expansion(matrix, kernel, sums, -solution.offset());
    }
}
