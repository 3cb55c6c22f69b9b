package dev.millrace.models;

/** Probabilities of classes from those within each pair (Wu, Lin and Weng 2004, algorithm 2). */
final class PairwiseCoupling {
    private static final int MOST_ROUNDS = 100;

    private PairwiseCoupling() {}

    /** @param pairwise row {@code i}, column {@code j}: how probable class i is where it is i or j */
    static void couple(double[] pairwise, int classes, double[] out, int at) {
        if (classes == 2) {
            out[at] = pairwise[1];
            out[at + 1] = pairwise[2];
            return;
        }
        double[] q = quadratic(pairwise, classes);
        double[] p = new double[classes];
        java.util.Arrays.fill(p, 1.0 / classes);
        double[] qp = new double[classes];
        double precise = 0.005 / classes;
        for (int round = 0; round < Math.max(MOST_ROUNDS, classes); round++) {
            double pqp = multiply(q, p, qp);
            double worst = 0;
            for (double value : qp) {
                worst = Math.max(worst, Math.abs(value - pqp));
            }
            if (worst < precise) {
                break;
            }
            improve(q, p, qp, pqp);
        }
        System.arraycopy(p, 0, out, at, classes);
    }

    private static double[] quadratic(double[] r, int k) {
        double[] q = new double[k * k];
        for (int t = 0; t < k; t++) {
            for (int j = 0; j < k; j++) {
                if (j != t) {
                    q[t * k + t] += r[j * k + t] * r[j * k + t];
                    q[t * k + j] = -r[j * k + t] * r[t * k + j];
                }
            }
        }
        return q;
    }

    private static double multiply(double[] q, double[] p, double[] qp) {
        int k = p.length;
        double pqp = 0;
        for (int t = 0; t < k; t++) {
            qp[t] = 0;
            for (int j = 0; j < k; j++) {
                qp[t] += q[t * k + j] * p[j];
            }
            pqp += p[t] * qp[t];
        }
        return pqp;
    }

    /** Makes each probability in turn what it has to be beside the others, and normalises. */
    private static void improve(double[] q, double[] p, double[] qp, double start) {
        int k = p.length;
        double pqp = start;
        for (int t = 0; t < k; t++) {
            double step = (pqp - qp[t]) / q[t * k + t];
            p[t] += step;
            pqp = (pqp + step * (step * q[t * k + t] + 2 * qp[t])) / ((1 + step) * (1 + step));
            for (int j = 0; j < k; j++) {
                qp[j] = (qp[j] + step * q[t * k + j]) / (1 + step);
                p[j] /= 1 + step;
            }
        }
    }
}
