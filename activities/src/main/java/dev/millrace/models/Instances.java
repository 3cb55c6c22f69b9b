package dev.millrace.models;

import dev.millrace.datasets.Table;
import dev.millrace.problems.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a client sends into the rows a model takes. Null, NaN and unseen categories fit everywhere; a missing or
 * unknown field and a value of another type do not.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Instances {
    private Instances() {}

    /** @throws Problem when an instance does not fit, with a violation for each such field: {@code /instances/<i>/<field>} */
    public static Table strict(InputSchema schema, List<? extends Map<String, ? extends @Nullable Object>> instances) {
        throw new UnsupportedOperationException(schema + " " + instances);
    }

    /** The instances that fit; the others are told apart with their reasons. */
    public static FittingRows lenient(
            InputSchema schema, List<? extends Map<String, ? extends @Nullable Object>> instances) {
        throw new UnsupportedOperationException(schema + " " + instances);
    }

    /**
     * The rows of a data set that fit; it may have more columns than the schema.
     *
     * @throws Problem when a used column is not in the data set at all
     */
    public static FittingRows lenient(InputSchema schema, Table data) {
        throw new UnsupportedOperationException(schema + " " + data);
    }
}
