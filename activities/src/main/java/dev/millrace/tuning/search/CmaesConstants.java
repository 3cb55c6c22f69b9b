package dev.millrace.tuning.search;

/**
 * How strongly CMA-ES learns from a generation, by the number of dimensions and the size of the generation; names and values
 * are those of Hansen, "The CMA Evolution Strategy: A Tutorial" (arXiv 1604.00772), table 1.
 *
 * @param weights of the points from the best to the worst; those of the worse half are negative
 * @param muEff the variance effective selection mass
 * @param chi the expected length of a standard normal vector
 */
record CmaesConstants(
        double[] weights, double muEff, double cSigma, double dSigma, double cC, double c1, double cMu, double chi) {

    static int population(int dimensions) {
        return 4 + (int) (3 * Math.log(dimensions));
    }

    static CmaesConstants of(int n, int population) {
        double[] raw = new double[population];
        for (int i = 0; i < population; i++) {
            raw[i] = Math.log((population + 1) / 2.0) - Math.log(i + 1);
        }
        int mu = population / 2;
        double muEff = effective(raw, 0, mu);
        double cSigma = (muEff + 2) / (n + muEff + 5);
        double dSigma = 1 + 2 * Math.max(0, Math.sqrt((muEff - 1) / (n + 1)) - 1) + cSigma;
        double cC = (4 + muEff / n) / (n + 4 + 2 * muEff / n);
        double c1 = 2 / ((n + 1.3) * (n + 1.3) + muEff);
        double cMu = Math.min(1 - c1, 2 * (0.25 + muEff + 1 / muEff - 2) / ((n + 2.0) * (n + 2.0) + muEff));
        double most = Math.min(
                1 + c1 / cMu,
                Math.min(1 + 2 * effective(raw, mu, population) / (muEff + 2), (1 - c1 - cMu) / (n * cMu)));
        double chi = Math.sqrt(n) * (1 - 1.0 / (4 * n) + 1.0 / (21.0 * n * n));
        return new CmaesConstants(scaled(raw, most), muEff, cSigma, dSigma, cC, c1, cMu, chi);
    }

    /** The positive ones add up to 1, the negative ones to {@code -most}. */
    private static double[] scaled(double[] raw, double most) {
        double positive = 0;
        double negative = 0;
        for (double weight : raw) {
            positive += Math.max(weight, 0);
            negative -= Math.min(weight, 0);
        }
        double[] weights = new double[raw.length];
        for (int i = 0; i < raw.length; i++) {
            weights[i] = raw[i] >= 0 ? raw[i] / positive : raw[i] * most / negative;
        }
        return weights;
    }

    private static double effective(double[] weights, int from, int to) {
        double sum = 0;
        double squares = 0;
        for (int i = from; i < to; i++) {
            sum += weights[i];
            squares += weights[i] * weights[i];
        }
        return squares == 0 ? 0 : sum * sum / squares;
    }
}
