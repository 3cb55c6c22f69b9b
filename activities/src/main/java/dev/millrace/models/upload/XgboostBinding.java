package dev.millrace.models.upload;

import dev.millrace.datasets.ColumnType;
import dev.millrace.models.Encoding;
import dev.millrace.models.InputField;
import dev.millrace.models.InputSchema;
import dev.millrace.models.NumericEncoding;
import dev.millrace.models.Preprocessing;
import dev.millrace.problems.Problem;
import java.util.List;

/** Gives an XGBoost model the columns of an input schema: by the names it knows, else in the order of the fields. */
final class XgboostBinding {
    private XgboostBinding() {}

    /** @throws Problem 422 when the fields are not the model's features */
    static Preprocessing bind(XgboostFile file, InputSchema schema) {
        List<InputField> fields = schema.usedFields();
        if (fields.size() != file.features()) {
            throw Problem.invalid(
                    "/metadata/input_schema",
                    "the model takes " + file.features() + " features, and the schema names " + fields.size());
        }
        for (InputField field : fields) {
            if (field.type() == ColumnType.STRING) {
                throw Problem.invalid(
                        "/metadata/input_schema",
                        "field " + field.name() + " is a string; an XGBoost model takes numbers and booleans");
            }
        }
        List<String> order =
                file.names().isEmpty() ? fields.stream().map(InputField::name).toList() : file.names();
        for (String name : order) {
            if (schema.field(name).filter(InputField::used).isEmpty()) {
                throw Problem.invalid(
                        "/metadata/input_schema",
                        "the model has a feature " + name + ", which the schema does not name");
            }
        }
        return Preprocessing.unscaled(order.stream()
                .map(name -> (Encoding) new NumericEncoding(name, Double.NaN, false))
                .toList());
    }
}
