package dev.millrace.training;

import dev.millrace.datasets.ColumnSummary;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Dataset;
import dev.millrace.problems.Problem;
import java.util.List;

/** Whether a column can say which rows are for training and which for testing. */
final class SplitColumnCheck {
    private static final String SPLIT_COLUMN = "/training_data/split_column";

    private SplitColumnCheck() {}

    static void check(TrainingData data, Dataset dataset) {
        String name = data.splitColumn();
        if (name == null) {
            return;
        }
        List<String> features = data.features();
        if (name.equals(data.target()) || (features != null && features.contains(name))) {
            throw Problem.invalid(SPLIT_COLUMN, "the split column cannot be the target or a feature as well");
        }
        ColumnSummary column = dataset.column(name).orElseThrow();
        if (column.type() != ColumnType.STRING || column.distinct() != 2 || column.missing() > 0) {
            throw Problem.invalid(
                    SPLIT_COLUMN, "the split column " + name + " holds train or test in every row, both at least once");
        }
    }
}
