package dev.millrace.training.algorithm;

import dev.millrace.models.LinearModel;
import dev.millrace.models.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import smile.util.function.DifferentiableMultivariateFunction;

/**
 * Mean log loss plus the penalty, with its gradient; each linear function's parameters are its coefficients, then its
 * intercept. Rows are summed in blocks that do not depend on the number of threads, so neither does the result.
 */
final class LogisticObjective implements DifferentiableMultivariateFunction {
    private static final int MOST_BLOCKS = 16;
    private static final int BLOCK = 8192;

    private final transient FitInput input;
    private final transient FitMonitor monitor;
    private final transient Matrix matrix;
    private final transient LogisticRows rows;
    private final int functions;
    private final double penalty;
    private final double tolerance;

    private double[] point = new double[0];
    private double value;
    private double loss;
    private double[] slope = new double[0];
    private int iteration;
    private double firstSlope;
    private double progress;

    LogisticObjective(FitInput input, FitMonitor monitor) {
        this.input = input;
        this.monitor = monitor;
        this.matrix = input.train().features();
        this.rows = new LogisticRows(matrix, input.train().labels(), ClassWeights.of(input));
        this.functions = input.classes() == 2 ? 1 : input.classes();
        this.penalty = 1 / (input.parameters().real("C") * matrix.rows());
        this.tolerance = input.parameters().real("tol");
    }

    int parameters() {
        return functions * (matrix.width() + 1);
    }

    @Override
    public double f(double[] at) {
        evaluate(at);
        return value;
    }

    /** Called once at each point that the search accepts. */
    @Override
    public double g(double[] at, double[] gradient) {
        evaluate(at);
        System.arraycopy(slope, 0, gradient, 0, slope.length);
        report();
        return value;
    }

    LinearModel model(double[] parameters) {
        int width = matrix.width();
        double[] coefficients = new double[functions * width];
        double[] intercepts = new double[functions];
        for (int f = 0; f < functions; f++) {
            System.arraycopy(parameters, f * (width + 1), coefficients, f * width, width);
            intercepts[f] = parameters[f * (width + 1) + width];
        }
        LinearModel.Link link = functions == 1 ? LinearModel.Link.LOGISTIC : LinearModel.Link.SOFTMAX;
        return new LinearModel(link, coefficients, intercepts);
    }

    private void evaluate(double[] at) {
        if (Arrays.equals(at, point)) {
            return;
        }
        monitor.throwIfCancelled();
        int blocks = Math.clamp(Math.ceilDiv(matrix.rows(), BLOCK), 1, MOST_BLOCKS);
        List<ParallelTasks.Task<LogisticBlock>> tasks = new ArrayList<>();
        for (int b = 0; b < blocks; b++) {
            int first = (int) ((long) matrix.rows() * b / blocks);
            int end = (int) ((long) matrix.rows() * (b + 1) / blocks);
            tasks.add(goesOn -> LogisticBlock.of(rows, functions, at, first, end, goesOn));
        }
        add(ParallelTasks.run(Math.min(blocks, monitor.threads()), monitor, tasks), at);
        point = at.clone();
    }

    private void add(List<LogisticBlock> blocks, double[] at) {
        int width = matrix.width();
        slope = new double[at.length];
        loss = 0;
        for (LogisticBlock block : blocks) {
            loss += block.loss() / matrix.rows();
            for (int i = 0; i < slope.length; i++) {
                slope[i] += block.gradient()[i] / matrix.rows();
            }
        }
        value = loss;
        for (int i = 0; i < at.length; i++) {
            if (i % (width + 1) != width) {
                value += penalty / 2 * at[i] * at[i];
                slope[i] += penalty * at[i];
            }
        }
    }

    private void report() {
        double size = Arrays.stream(slope).map(Math::abs).max().orElse(0);
        if (iteration == 0) {
            firstSlope = size;
        }
        monitor.metric(iteration, "loss", loss);
        PreparedMatrix test = input.test();
        if (test != null) {
            double[] alike = new double[input.classes()];
            Arrays.fill(alike, 1);
            LogisticBlock tested = LogisticBlock.of(
                    new LogisticRows(test.features(), test.labels(), alike),
                    functions,
                    point,
                    0,
                    test.rows(),
                    monitor::throwIfCancelled);
            monitor.metric(iteration, "eval_loss", tested.loss() / Math.max(1, test.rows()));
        }
        double range = Math.log(firstSlope / tolerance);
        double come = range > 0 && size > 0 ? Math.log(firstSlope / size) / range : 1;
        progress = Math.clamp(come, progress, 1);
        monitor.progress(progress);
        iteration++;
    }
}
