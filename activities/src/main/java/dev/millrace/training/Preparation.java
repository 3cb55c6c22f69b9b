package dev.millrace.training;

import dev.millrace.datasets.Table;
import org.jspecify.annotations.Nullable;

/** Turns the rows of a data set into what an algorithm fits on. */
@SuppressWarnings("DoNotCallSuggester")
public final class Preparation {
    private Preparation() {}

    /**
     * Drops rows without a target, sets the test rows apart (unless the part is {@code ALL}), fits the preprocessing on the
     * others and applies it to both.
     *
     * @param data the columns that {@link TrainingRules#columns} names
     * @param testData the same columns of the test data set, where the spec has one
     * @throws dev.millrace.problems.Problem when these rows cannot be learned from
     */
    public static Prepared prepare(TrainingSpec spec, TrainingPart part, Table data, @Nullable Table testData) {
        throw new UnsupportedOperationException(spec + " " + part + data + testData);
    }
}
