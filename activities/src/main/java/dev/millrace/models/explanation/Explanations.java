package dev.millrace.models.explanation;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.Table;
import dev.millrace.models.Background;
import dev.millrace.models.FlatForest;
import dev.millrace.models.LinearModel;
import dev.millrace.models.Matrix;
import dev.millrace.models.Predictions;
import dev.millrace.models.Predictor;
import dev.millrace.models.TrainedModel;
import dev.millrace.models.XgboostModel;
import dev.millrace.problems.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Explains one model's predictions by SHAP values (Lundberg and Lee 2017), summed up to the columns of the data: exact for
 * linear models and trees, by sampling for all others. Of two classes the second is explained, of more the predicted one.
 */
public final class Explanations {
    /** Deeper trees would need too deep a recursion. */
    private static final int DEEPEST = 1000;

    private final TrainedModel model;
    private final Columns columns;
    private final Explainer explainer;

    private Explanations(TrainedModel model, Columns columns, Explainer explainer) {
        this.model = model;
        this.columns = columns;
        this.explainer = explainer;
    }

    /**
     * @param backgroundRows the most that sampling draws from: fewer are quicker, more give less noise
     * @throws Problem 409 when the model cannot be explained, or too little is known of the rows it was trained on
     */
    public static Explanations of(TrainedModel model, int backgroundRows) {
        if (!model.inputs().outputs().explainable()) {
            throw Problem.conflict("single predictions of " + model.algorithm()
                    + " cannot be explained by its columns; ask with explain false");
        }
        Columns columns = Columns.of(model.inputs().preprocessing().features());
        return new Explanations(model, columns, explainer(model, columns, backgroundRows));
    }

    /** As many background rows as the model has. */
    public static Explanations of(TrainedModel model) {
        return of(model, Background.MOST);
    }

    private static Explainer explainer(TrainedModel model, Columns columns, int backgroundRows) {
        double[] means = model.background().means();
        return switch (model.predictor()) {
            case LinearModel linear when means.length > 0 -> new LinearShap(linear, means, columns);
            case FlatForest forest
            when forest.trees().hasCovers() && TreeDepths.deepest(forest.trees()) <= DEEPEST ->
                TreeExplainer.of(forest, model.inputs().classifier(), columns);
            case XgboostModel boosted
            when boosted.trees().hasCovers() && TreeDepths.deepest(boosted.trees()) <= DEEPEST ->
                TreeExplainer.of(boosted, columns);
            default -> sampling(model, columns, backgroundRows);
        };
    }

    private static Explainer sampling(TrainedModel model, Columns columns, int backgroundRows) {
        Predictor predictor = model.predictor();
        float[] rows = model.background().rows();
        if (rows.length == 0) {
            throw Problem.conflict(
                    "this version keeps nothing of the rows it was trained on, which an explanation of its"
                            + " predictions needs; train it again, or ask with explain false");
        }
        int width = columns.ofFeature().length;
        int count = Math.min(backgroundRows, rows.length / width);
        Matrix background =
                new Matrix(count, model.inputs().preprocessing().features(), Arrays.copyOf(rows, count * width));
        OutputSpace space = model.inputs().classifier() ? OutputSpace.PROBABILITY : OutputSpace.VALUE;
        return new SamplingShap(predictor, space, background, columns);
    }

    public OutputSpace space() {
        return explainer.space();
    }

    public List<String> columns() {
        return columns.names();
    }

    /** Explains the model's predictions for the rows of the table, which holds the used columns. */
    public List<Explanation> explain(Table table, Predictions predictions) {
        int[] outputs = outputs(predictions);
        Attributions found = explainer.explain(model.inputs().transform(table), outputs);
        List<Column> values = columns.names().stream()
                .map(name -> table.column(name).orElseThrow())
                .toList();
        List<Explanation> explanations = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            List<Explanation.Contribution> contributions = new ArrayList<>();
            for (int column = 0; column < columns.count(); column++) {
                contributions.add(new Explanation.Contribution(
                        columns.names().get(column),
                        value(values.get(column), row),
                        found.contributions()[row * columns.count() + column]));
            }
            explanations.add(new Explanation(
                    found.base()[row], explainer.space(), label(predictions, outputs[row]), contributions));
        }
        return explanations;
    }

    /** Row by row the contribution of each of {@link #columns()}, for rows that went through preprocessing. */
    double[] contributions(Matrix matrix, Predictions predictions) {
        return explainer.explain(matrix, outputs(predictions)).contributions();
    }

    /** About how many steps the explanation of a row takes. */
    double cost() {
        return explainer.cost();
    }

    private static int[] outputs(Predictions predictions) {
        return switch (predictions) {
            case Predictions.Labels labels
            when labels.classes().size() == 2 -> {
                int[] second = new int[labels.rows()];
                Arrays.fill(second, 1);
                yield second;
            }
            case Predictions.Labels labels -> labels.labels();
            case Predictions.Values _, Predictions.Anomalies _, Predictions.Clusters _, Predictions.Forecasts _ ->
                new int[predictions.rows()];
        };
    }

    private static @Nullable String label(Predictions predictions, int output) {
        return predictions instanceof Predictions.Labels labels
                ? labels.classes().get(output)
                : null;
    }

    private static @Nullable Object value(Column column, int row) {
        if (column.isMissing(row)) {
            return null;
        }
        return switch (column) {
            case Column.Text text -> text.value(row);
            case Column.Numeric numeric -> {
                double value = numeric.values()[row];
                yield switch (numeric.type()) {
                    case BOOLEAN -> (Object) (value != 0);
                    case INTEGER -> (long) value;
                    case TIMESTAMP ->
                        Instant.ofEpochMilli(Math.round(value * 1000)).toString();
                    case NUMBER, STRING -> value;
                };
            }
        };
    }
}
