package dev.millrace.training.algorithm;

import dev.millrace.models.KernelFunction;
import dev.millrace.models.KernelRows;
import dev.millrace.models.Matrix;
import dev.millrace.models.OneClassMachine;
import dev.millrace.training.Task;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * One-class support vector machine (Schölkopf et al. 2001) as LIBSVM has it: the smallest region, in the space of the
 * kernel, that holds all rows but a share of at most {@code nu}.
 */
final class OneClassSvm implements Algorithm {
    private static final long CACHE_BYTES = 200L << 20;

    @Override
    public String id() {
        return "one_class_svm";
    }

    @Override
    public String title() {
        return "One-class support vector machine";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.ANOMALY_DETECTION);
    }

    @Override
    public Hyperparameters hyperparameters() {
        return KernelParameters.with(new Hyperparameter.Real(
                "nu",
                "At most this share of the rows fitted on is outside, at least this share are support vectors",
                0.5,
                0,
                true,
                1,
                new Hyperparameter.Range(0.01, 0.5, true)));
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
        KernelParameters.requireFewRows(id(), input, "isolation_forest");
        monitor.throwIfCancelled();
        Matrix matrix = input.train().features();
        KernelFunction kernel = KernelParameters.kernel(input);
        KernelRows rows = new KernelRows(kernel, matrix.width(), matrix.values());
        SmoSolver.Solution solution = solve(input, new KernelColumns(rows, CACHE_BYTES, monitor::throwIfCancelled));
        double[] outwards = Arrays.stream(solution.b()).map(b -> -b).toArray();
        OneClassMachine model =
                new OneClassMachine(SupportVectors.expansion(matrix, kernel, outwards, solution.offset()));
        monitor.progress(1);
        return new Fit(model, new double[0], Map.of());
    }

    /** Begins with the first rows as support vectors, as many as {@code nu} asks for. */
    private static SmoSolver.Solution solve(FitInput input, KernelColumns columns) {
        int rows = input.train().rows();
        double left = input.parameters().real("nu") * rows;
        double[] start = new double[rows];
        double[] high = new double[rows];
        for (int row = 0; row < rows; row++) {
            start[row] = Math.min(1, left);
            left -= start[row];
            high[row] = 1;
        }
        double tolerance = input.parameters().real("tol");
        return SmoSolver.solve(columns, new double[rows], new double[rows], high, start, tolerance);
    }
}
