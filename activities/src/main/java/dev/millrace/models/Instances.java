package dev.millrace.models;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Table;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.problems.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a client sends into the rows a model takes. Null, NaN and unseen categories fit everywhere; a missing or
 * unknown field and a value of another type do not.
 */
public final class Instances {
    private Instances() {}

    /** @throws Problem when an instance does not fit, with a violation for each such field: {@code /instances/<i>/<field>} */
    public static Table strict(
            InputSchema schema, List<? extends @Nullable Map<String, ? extends @Nullable Object>> instances) {
        Misfits misfits = new Misfits();
        List<Column> columns = read(schema, instances, misfits);
        if (!misfits.none()) {
            List<Violation> violations =
                    misfits.first().stream().map(Instances::violation).toList();
            throw new Problem(ProblemType.INVALID, violations.getFirst().detail(), violations);
        }
        return new Table(instances.size(), columns);
    }

    /** The instances that fit; the others are told apart with their reasons. */
    public static FittingRows lenient(
            InputSchema schema, List<? extends @Nullable Map<String, ? extends @Nullable Object>> instances) {
        Misfits misfits = new Misfits();
        List<Column> columns = read(schema, instances, misfits);
        return misfits.separate(instances.size(), columns);
    }

    /**
     * The rows of a data set that fit; it may have more columns than the schema.
     *
     * @throws Problem when a used column is not in the data set at all
     */
    public static FittingRows lenient(InputSchema schema, Table data) {
        Misfits misfits = new Misfits();
        List<Column> columns = new ArrayList<>();
        for (InputField field : schema.usedFields()) {
            Column column = data.column(field.name())
                    .orElseThrow(() -> Problem.invalid(
                            "/data/dataset_id",
                            "the data set has no column " + field.name() + ", which the model needs"));
            columns.add(convert(field, column, misfits));
        }
        return misfits.separate(data.rows(), columns);
    }

    private static List<Column> read(
            InputSchema schema,
            List<? extends @Nullable Map<String, ? extends @Nullable Object>> instances,
            Misfits misfits) {
        List<InputField> used = schema.usedFields();
        List<FieldValues> values = used.stream()
                .map(field -> new FieldValues(field, instances.size()))
                .toList();
        Set<String> known = new HashSet<>();
        schema.fields().forEach(field -> known.add(field.name()));
        for (int row = 0; row < instances.size(); row++) {
            Map<String, ? extends @Nullable Object> instance = instances.get(row);
            if (instance == null) {
                misfits.add(row, null, "an instance is an object of fields, not null");
                continue;
            }
            for (int f = 0; f < used.size(); f++) {
                misfits.add(row, used.get(f).name(), read(used.get(f), instance, row, values.get(f)));
            }
            for (String name : instance.keySet()) {
                misfits.add(row, name, known.contains(name) ? null : name + " is not a field of this model");
            }
        }
        return values.stream().map(FieldValues::column).toList();
    }

    private static @Nullable String read(
            InputField field, Map<String, ? extends @Nullable Object> instance, int row, FieldValues values) {
        if (!instance.containsKey(field.name())) {
            return field.name() + " is missing; give null where its value is not known";
        }
        return values.set(row, Reading.of(field, instance.get(field.name())));
    }

    private static Column convert(InputField field, Column column, Misfits misfits) {
        boolean widened = field.type() == ColumnType.NUMBER && column.type() == ColumnType.INTEGER;
        if (column.type() == field.type() || widened) {
            return column;
        }
        FieldValues values = new FieldValues(field, column.rows());
        IntFunction<Reading> reading = switch (column) {
            case Column.Numeric numeric -> row -> Reading.ofNumber(field, numeric.type(), numeric.values()[row]);
            case Column.Text text -> row -> Reading.ofText(field, text.value(row));
        };
        for (int row = 0; row < column.rows(); row++) {
            misfits.add(row, field.name(), values.set(row, reading.apply(row)));
        }
        return values.column();
    }

    private static Violation violation(Misfits.Misfit misfit) {
        String field = misfit.field();
        String pointer = "/instances/" + misfit.row()
                + (field == null ? "" : "/" + field.replace("~", "~0").replace("/", "~1"));
        return new Violation(pointer, "instance " + misfit.row() + ": " + misfit.reason());
    }
}
