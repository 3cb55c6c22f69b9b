package dev.millrace.training.algorithm;

/** The settings of penalised least squares, with scikit-learn's names and defaults. */
final class PenaltyParameters {
    static final Hyperparameter L1_RATIO = new Hyperparameter.Real(
            "l1_ratio",
            "The share of the L1 penalty in both",
            0.5,
            0,
            false,
            1,
            new Hyperparameter.Range(0.05, 1, false));

    static final Hyperparameter MAX_ITER = new Hyperparameter.Whole(
            "max_iter", "How often coordinate descent may go through all coefficients", 1000, 1, 1_000_000, null);

    static final Hyperparameter TOL = new Hyperparameter.Real(
            "tol",
            "The duality gap, as a share of the target's sum of squares, at which it ends",
            1e-4,
            0,
            true,
            1,
            null);

    private PenaltyParameters() {}

    static Hyperparameter alpha(String description, boolean positive) {
        return new Hyperparameter.Real(
                "alpha", description, 1.0, 0, positive, 1e10, new Hyperparameter.Range(1e-3, 1e3, true));
    }
}
