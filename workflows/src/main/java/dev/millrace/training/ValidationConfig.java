package dev.millrace.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millrace.problems.Problem;
import org.jspecify.annotations.Nullable;

/**
 * How the model is judged: a holdout of {@code testSize} (0 to 1, exclusive; stratified by class), drawn with {@code seed}.
 * With {@code refit} the registered model is fitted again on all rows, while the metrics stay those of the holdout.
 */
public record ValidationConfig(
        Strategy strategy,
        Double testSize,
        Long seed,
        @Nullable String positiveClass,
        Boolean refit) {
    public static final ValidationConfig DEFAULT = new ValidationConfig(Strategy.HOLDOUT, 0.2, 42L, null, true);

    public ValidationConfig {
        strategy = strategy == null ? Strategy.HOLDOUT : strategy;
        testSize = testSize == null ? Double.valueOf(0.2) : testSize;
        seed = seed == null ? Long.valueOf(42) : seed;
        refit = refit == null ? Boolean.TRUE : refit;
        if (!(testSize > 0 && testSize < 1)) {
            throw Problem.invalid(
                    "/validation_config/test_size", "test_size is a share of the rows between 0 and 1, exclusive");
        }
    }

    /** Whether a model judged on {@code testRows} held-out rows is fitted again on all of them. */
    boolean refitsAfter(long testRows) {
        return refit && testRows > 0;
    }

    /** The ways to set rows apart. */
    public enum Strategy {
        @JsonProperty("holdout")
        HOLDOUT
    }
}
