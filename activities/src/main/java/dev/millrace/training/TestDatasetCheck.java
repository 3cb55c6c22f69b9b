package dev.millrace.training;

import dev.millrace.datasets.ColumnSummary;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Dataset;
import dev.millrace.problems.Problem;
import java.util.List;

/** Whether the rows of another data set can judge the model. */
final class TestDatasetCheck {
    private TestDatasetCheck() {}

    static void requireAnother(TrainingData data) {
        if (data.datasetId().equals(data.testDatasetId())) {
            throw refused("a model is not judged by the rows it learnt from; give another data set, or leave"
                    + " test_dataset_id out and some rows are held back");
        }
    }

    static void check(Dataset train, Dataset test, List<String> columns) {
        for (String name : columns) {
            ColumnSummary column = test.column(name)
                    .orElseThrow(() -> refused("the test data set has no column " + name + "; it needs "
                            + String.join(", ", columns.stream().limit(20).toList())
                            + (columns.size() > 20 ? ", …" : "")));
            ColumnType wanted = train.column(name).orElseThrow().type();
            // A column that is empty in one of them has no type of its own.
            boolean comparable = isText(column) == (wanted == ColumnType.STRING) || column.distinct() == 0;
            if (!comparable) {
                throw refused("column " + name + " of the test data set holds " + wire(column.type())
                        + " values, in the training data " + wire(wanted));
            }
        }
    }

    private static boolean isText(ColumnSummary column) {
        return column.type() == ColumnType.STRING;
    }

    private static String wire(ColumnType type) {
        return type.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static Problem refused(String why) {
        return Problem.invalid("/training_data/test_dataset_id", why);
    }
}
