package dev.millrace.tuning.search;

import java.util.List;
import java.util.SplittableRandom;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;

/**
 * The normal distribution that CMA-ES draws from, in the unit cube, and how it learns from a generation (Hansen, arXiv
 * 1604.00772). Steps longer than its own are cut, for points may come from elsewhere (Hansen 2011, "Injecting external
 * solutions into CMA-ES").
 */
final class Cmaes {
    private static final double LEAST_VARIANCE = 1e-20;
    private static final double MOST_SIGMA = 1e3;
    private static final int ATTEMPTS = 100;

    private final int n;
    private final CmaesConstants constants;
    private final double[] mean;
    private final double[][] covariance;
    private final double[] sigmaPath;
    private final double[] path;
    private double sigma;
    private int generation;
    private double[][] axes;
    private double[] lengths;

    Cmaes(double[] mean, double sigma, int population) {
        this.mean = mean.clone();
        this.sigma = sigma;
        n = mean.length;
        constants = CmaesConstants.of(n, population);
        covariance = new double[n][n];
        axes = new double[n][n];
        lengths = new double[n];
        sigmaPath = new double[n];
        path = new double[n];
        for (int i = 0; i < n; i++) {
            covariance[i][i] = 1;
            axes[i][i] = 1;
            lengths[i] = 1;
        }
    }

    /** @param ranked as many points as a generation has, from the best to the worst; NaN where one says nothing */
    void learn(List<double[]> ranked) {
        generation++;
        double[][] steps = ranked.stream().map(this::step).toArray(double[][]::new);
        double[] towards = new double[n];
        for (int k = 0; k < steps.length; k++) {
            double weight = Math.max(constants.weights()[k], 0);
            for (int i = 0; i < n; i++) {
                towards[i] += weight * steps[k][i];
            }
        }
        for (int i = 0; i < n; i++) {
            mean[i] = Math.clamp(mean[i] + sigma * towards[i], 0, 1);
        }
        double drift = adaptSigma(whitened(towards));
        adaptCovariance(steps, towards, drift < (1.4 + 2.0 / (n + 1)) * constants.chi());
        decompose();
    }

    /** Whether it has become so narrow that all it draws is the same. */
    boolean converged(double narrow) {
        double widest = 0;
        for (double length : lengths) {
            widest = Math.max(widest, sigma * length);
        }
        return widest < narrow;
    }

    /** @param least the standard deviation that each dimension has at least, so that neighbouring whole numbers are drawn */
    double[] draw(SplittableRandom random, double[] least) {
        double[] point = once(random, least);
        for (int i = 1; i < ATTEMPTS && !inside(point); i++) {
            point = once(random, least);
        }
        for (int i = 0; i < n; i++) {
            point[i] = Math.clamp(point[i], 0, 1);
        }
        return point;
    }

    private double[] once(SplittableRandom random, double[] least) {
        double[] point = mean.clone();
        for (int j = 0; j < n; j++) {
            double along = sigma * lengths[j] * random.nextGaussian();
            for (int i = 0; i < n; i++) {
                point[i] += axes[i][j] * along;
            }
        }
        for (int i = 0; i < n; i++) {
            double missing = least[i] * least[i] - sigma * sigma * covariance[i][i];
            if (missing > 0) {
                point[i] += Math.sqrt(missing) * random.nextGaussian();
            }
        }
        return point;
    }

    private static boolean inside(double[] point) {
        for (double unit : point) {
            if (unit < 0 || unit > 1) {
                return false;
            }
        }
        return true;
    }

    private double[] step(double[] point) {
        double[] step = new double[n];
        for (int i = 0; i < n; i++) {
            step[i] = Double.isNaN(point[i]) ? 0 : (point[i] - mean[i]) / sigma;
        }
        double longest = Math.sqrt(n) + 2.0 * n / (n + 2);
        double length = norm(whitened(step));
        double cut = length > longest ? longest / length : 1;
        for (int i = 0; i < n; i++) {
            step[i] *= cut;
        }
        return step;
    }

    private double adaptSigma(double[] towards) {
        double c = constants.cSigma();
        for (int i = 0; i < n; i++) {
            sigmaPath[i] = (1 - c) * sigmaPath[i] + Math.sqrt(c * (2 - c) * constants.muEff()) * towards[i];
        }
        double length = norm(sigmaPath);
        sigma = Math.min(
                MOST_SIGMA, sigma * Math.exp(Math.min(1, c / constants.dSigma() * (length / constants.chi() - 1))));
        return length / Math.sqrt(1 - Math.pow(1 - c, 2.0 * (generation + 1)));
    }

    private void adaptCovariance(double[][] steps, double[] towards, boolean steady) {
        double c = constants.cC();
        double pull = steady ? Math.sqrt(c * (2 - c) * constants.muEff()) : 0;
        for (int i = 0; i < n; i++) {
            path[i] = (1 - c) * path[i] + pull * towards[i];
        }
        double[] weights = new double[steps.length];
        double sum = 0;
        for (int k = 0; k < steps.length; k++) {
            double weight = constants.weights()[k];
            double length = norm(whitened(steps[k]));
            weights[k] = weight >= 0 ? weight : weight * n / (length * length + 1e-8);
            sum += weight;
        }
        double lost = steady ? 0 : c * (2 - c);
        double keep = 1 + constants.c1() * lost - constants.c1() - constants.cMu() * sum;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double ranks = 0;
                for (int k = 0; k < steps.length; k++) {
                    ranks += weights[k] * steps[k][i] * steps[k][j];
                }
                double entry = keep * covariance[i][j] + constants.c1() * path[i] * path[j] + constants.cMu() * ranks;
                covariance[i][j] = entry;
                covariance[j][i] = entry;
            }
        }
    }

    private void decompose() {
        EigenDecompositionSymmetric eigen =
                new EigenDecompositionSymmetric(new Array2DRowRealMatrix(covariance, false));
        RealMatrix vectors = eigen.getV();
        axes = vectors.getData();
        double[] values = eigen.getEigenvalues();
        for (int i = 0; i < n; i++) {
            lengths[i] = Math.sqrt(Math.max(values[i], LEAST_VARIANCE));
        }
    }

    /** By the inverse square root of the covariance. */
    private double[] whitened(double[] vector) {
        double[] white = new double[n];
        for (int j = 0; j < n; j++) {
            double along = 0;
            for (int i = 0; i < n; i++) {
                along += axes[i][j] * vector[i];
            }
            for (int i = 0; i < n; i++) {
                white[i] += axes[i][j] * along / lengths[j];
            }
        }
        return white;
    }

    private static double norm(double[] vector) {
        double sum = 0;
        for (double entry : vector) {
            sum += entry * entry;
        }
        return Math.sqrt(sum);
    }
}
