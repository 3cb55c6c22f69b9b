package dev.millrace.training.algorithm;

/**
 * The Bayesian information criterion of clusters as spherical Gaussians with one variance (Pelleg and Moore 2000, section
 * 3.2; the variance is that of a single feature). More is better.
 */
final class InformationCriterion {
    /** Of rows that lie on their centres. */
    private static final double LEAST_VARIANCE = 1e-300;

    private InformationCriterion() {}

    static double of(Partition partition) {
        double rows = partition.labels().length;
        double clusters = partition.clusters();
        double width = partition.width();
        double free = Math.max(1, rows - clusters);
        double variance = Math.max(LEAST_VARIANCE, partition.inertia() / (width * free));
        double likelihood = -rows * width / 2 * Math.log(2 * Math.PI * variance) - width * free / 2;
        for (int size : partition.sizes()) {
            likelihood += size == 0 ? 0 : size * Math.log(size / rows);
        }
        double parameters = clusters - 1 + width * clusters + 1;
        return likelihood - parameters / 2 * Math.log(rows);
    }
}
