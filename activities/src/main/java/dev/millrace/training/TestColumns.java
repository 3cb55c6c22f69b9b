package dev.millrace.training;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Table;
import dev.millrace.models.InputField;
import dev.millrace.models.InputSchema;
import dev.millrace.problems.Problem;

/** Whether a test data set has the columns that the model was fitted on. */
final class TestColumns {
    private TestColumns() {}

    static void check(InputSchema schema, Table test) {
        for (InputField field : schema.usedFields()) {
            Column column = test.column(field.name())
                    .orElseThrow(() -> refused("the test data set has no column " + field.name()));
            boolean texts = column.type() == ColumnType.STRING;
            if (texts != (field.type() == ColumnType.STRING)) {
                throw refused("column " + field.name() + " of the test data set is of another type than in the"
                        + " training data");
            }
        }
    }

    private static Problem refused(String why) {
        return Problem.invalid("/training_data/test_dataset_id", why);
    }
}
