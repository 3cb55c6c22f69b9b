package dev.millrace.training;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Table;
import dev.millrace.models.Encoding;
import dev.millrace.models.InputField;
import dev.millrace.models.InputSchema;
import dev.millrace.models.Matrix;
import dev.millrace.models.NumericEncoding;
import dev.millrace.models.OneHotEncoding;
import dev.millrace.models.Preprocessing;
import dev.millrace.models.TimePart;
import dev.millrace.models.TimestampEncoding;
import dev.millrace.training.algorithm.FeatureNeeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Fits the preprocessing on the training rows, and on nothing else. */
final class PreprocessingFit {
    /** Text columns with more categories than this are encoded by what the target is like in each. */
    static final int ONE_HOT_CATEGORIES = 20;

    private final int[] rows;
    private final TextFit texts;
    private final TargetRates rates;
    private final FeatureNeeds needs;
    private final List<Encoding> encodings = new ArrayList<>();
    private final List<InputField> fields = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** Row {@code i} of {@code train} is row {@code rows[i]} of the table fitted on. */
    record Fitted(InputSchema schema, Preprocessing preprocessing, Matrix train, List<String> notes) {}

    private PreprocessingFit(TextFit texts, TargetRates rates, FeatureNeeds needs) {
        this.rows = texts.rows();
        this.texts = texts;
        this.rates = rates;
        this.needs = needs;
    }

    static Fitted fit(Table table, TextFit texts, List<String> features, Target target, FeatureNeeds needs, long seed) {
        int[] rows = texts.rows();
        PreprocessingFit fit = new PreprocessingFit(texts, TargetRates.of(target, rows, seed), needs);
        features.forEach(name -> fit.add(table.column(name).orElseThrow()));
        MatrixSize.check(rows.length, fit.encodings);
        Preprocessing preprocessing = Standardisation.of(fit.encodings, table, rows, needs.scaled());
        Matrix train = preprocessing.transform(table, rows, texts.goesOn());
        fit.rates.crossFit(preprocessing, table, rows, train);
        return new Fitted(new InputSchema(fit.fields), preprocessing, train, fit.notes);
    }

    private void add(Column column) {
        int missing = 0;
        for (int row : rows) {
            missing += column.isMissing(row) ? 1 : 0;
        }
        if (missing == rows.length) {
            drop(column, "every value is missing");
            return;
        }
        switch (column) {
            case Column.Numeric numeric -> addNumbers(numeric, missing > 0);
            case Column.Text strings when texts.reads(strings) -> addText(strings);
            case Column.Text strings -> addCategories(strings, missing > 0);
        }
    }

    private void addNumbers(Column.Numeric column, boolean missing) {
        double[] sorted = Arrays.stream(rows)
                .mapToDouble(row -> column.values()[row])
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (sorted[0] == sorted[sorted.length - 1] && !missing) {
            drop(column, "it has the same value in every row");
            return;
        }
        double middle = column.type() == ColumnType.BOOLEAN
                ? Math.rint(Arrays.stream(sorted).average().orElseThrow())
                : median(sorted);
        double fill = needs.missing() ? Double.NaN : middle;
        boolean indicator = missing && !needs.missing();
        fields.add(InputField.of(column.name(), column.type()));
        encodings.add(
                column.type() == ColumnType.TIMESTAMP
                        ? new TimestampEncoding(column.name(), fill, varyingParts(sorted), indicator)
                        : new NumericEncoding(column.name(), fill, indicator));
    }

    private void addText(Column.Text column) {
        TextFit.Fitted fitted = texts.fit(column);
        if (fitted.encoding().width() == 0) {
            drop(column, "there is no word in it");
            return;
        }
        fields.add(InputField.of(column.name(), column.type()));
        encodings.add(fitted.encoding());
        notes.add(fitted.note());
    }

    private void addCategories(Column.Text column, boolean missing) {
        boolean[] seen = new boolean[column.dictionary().length];
        for (int row : rows) {
            if (column.codes()[row] >= 0) {
                seen[column.codes()[row]] = true;
            }
        }
        List<String> categories = new ArrayList<>();
        for (int code = 0; code < seen.length; code++) {
            if (seen[code]) {
                categories.add(column.dictionary()[code]);
            }
        }
        categories.sort(null);
        if (categories.size() == 1 && !missing) {
            drop(column, "it has the same value in every row");
        } else if (categories.size() <= ONE_HOT_CATEGORIES) {
            fields.add(new InputField(column.name(), column.type(), categories, true));
            encodings.add(new OneHotEncoding(column.name(), categories, missing));
        } else {
            fields.add(InputField.of(column.name(), column.type()));
            encodings.add(rates.encoding(column, rows));
            notes.add("column " + column.name() + " has " + categories.size() + " categories: it is encoded by "
                    + rates.meaning());
        }
    }

    private void drop(Column column, String why) {
        fields.add(new InputField(column.name(), column.type(), List.of(), false));
        notes.add("column " + column.name() + " is left out: " + why);
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2;
    }

    private static List<TimePart> varyingParts(double[] seconds) {
        List<TimePart> parts = new ArrayList<>();
        for (TimePart part : TimePart.values()) {
            double first = part.of(seconds[0]);
            if (part == TimePart.EPOCH || Arrays.stream(seconds).anyMatch(value -> part.of(value) != first)) {
                parts.add(part);
            }
        }
        return parts;
    }
}
