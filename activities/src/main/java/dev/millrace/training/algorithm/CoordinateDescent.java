package dev.millrace.training.algorithm;

/**
 * Least squares with an L1 and an L2 penalty, one coefficient after the other, until the duality gap is small (Friedman,
 * Hastie, Tibshirani, Regularization paths for generalized linear models via coordinate descent, 2010).
 */
final class CoordinateDescent {
    private final NormalEquations equations;
    private final double l1;
    private final double l2;
    private final int size;
    private final double[] gram;
    private final double[] coefficients;
    /** The gram matrix times the coefficients. */
    private final double[] fitted;

    private CoordinateDescent(NormalEquations equations, double l1, double l2) {
        this.equations = equations;
        this.l1 = l1;
        this.l2 = l2;
        this.size = equations.means().length;
        this.gram = equations.gram();
        this.coefficients = new double[size];
        this.fitted = new double[size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                gram[j * size + i] = gram[i * size + j];
            }
        }
    }

    /** @param l1Ratio the share of the L1 penalty */
    static double[] solve(
            NormalEquations equations, HyperparameterValues parameters, double l1Ratio, FitMonitor monitor) {
        double alpha = parameters.real("alpha") * equations.rows();
        double tolerance = parameters.real("tol");
        int most = parameters.whole("max_iter");
        CoordinateDescent descent = new CoordinateDescent(equations, alpha * l1Ratio, alpha * (1 - l1Ratio));
        for (int i = 0; i < most; i++) {
            boolean still = descent.sweep(tolerance, monitor);
            if ((still || i == most - 1) && descent.gap() <= tolerance * equations.targetSquares()) {
                break;
            }
        }
        return descent.coefficients;
    }

    /** Whether no coefficient changed by more than the share of the largest. */
    private boolean sweep(double tolerance, FitMonitor monitor) {
        double largest = 0;
        double change = 0;
        for (int i = 0; i < size; i++) {
            double own = gram[i * size + i];
            if (own == 0) {
                continue;
            }
            monitor.throwIfCancelled();
            double before = coefficients[i];
            double pull = equations.moments()[i] - fitted[i] + before * own;
            double after = Math.signum(pull) * Math.max(0, Math.abs(pull) - l1) / (own + l2);
            if (after != before) {
                coefficients[i] = after;
                double step = after - before;
                for (int j = 0; j < size; j++) {
                    fitted[j] += step * gram[i * size + j];
                }
            }
            change = Math.max(change, Math.abs(after - before));
            largest = Math.max(largest, Math.abs(after));
        }
        return largest == 0 || change <= tolerance * largest;
    }

    /** How far the objective, times the rows, is from its minimum at most. */
    private double gap() {
        double dual = 0;
        double explained = 0;
        double model = 0;
        double absolute = 0;
        double squares = 0;
        for (int i = 0; i < size; i++) {
            double w = coefficients[i];
            double moment = equations.moments()[i];
            dual = Math.max(dual, Math.abs(moment - fitted[i] - l2 * w));
            explained += w * moment;
            model += w * fitted[i];
            absolute += Math.abs(w);
            squares += w * w;
        }
        double residual = equations.targetSquares() + model - 2 * explained;
        double scale = dual > l1 ? l1 / dual : 1;
        return 0.5 * residual * (1 + scale * scale)
                + l1 * absolute
                - scale * (equations.targetSquares() - explained)
                + 0.5 * l2 * (1 + scale * scale) * squares;
    }
}
