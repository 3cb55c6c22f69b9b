package dev.millrace.training;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.models.ModelVersion;
import dev.millrace.models.TrainedModel;
import dev.millrace.problems.Problem;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is true of the rows that a model is judged by: its classes' indexes or values in {@code column}, or which rows are
 * known anomalies. Null where nothing is.
 */
record Truth(TrainedModel model, @Nullable String column) {
    private static final String TARGET = "/target";

    /** @param named null: the column that the model was trained on */
    static Truth of(TrainedModel model, ModelVersion version, @Nullable String named) {
        String column = named == null ? version.lineage().target() : named;
        return switch (model.inputs().outputs()) {
            case LABEL, VALUE -> {
                if (column == null) {
                    throw Problem.invalid(
                            TARGET,
                            "target is required, since this model was not trained here: the column of the truth");
                }
                yield new Truth(model, column);
            }
            case ANOMALY -> new Truth(model, column);
            case CLUSTER -> {
                if (named != null) {
                    throw Problem.invalid(TARGET, "a clustering has no target: it is judged by its rows alone");
                }
                yield new Truth(model, null);
            }
            case FORECAST ->
                throw Problem.invalid(
                        "/model_id", "a forecast is judged in its training, by what came after each origin");
        };
    }

    /** Of each row; NaN where it is not known. */
    double[] in(@Nullable Column column, int rows, @Nullable String positive) {
        if (column == null) {
            double[] unknown = new double[rows];
            Arrays.fill(unknown, Double.NaN);
            return unknown;
        }
        return switch (model.inputs().outputs()) {
            case LABEL -> ClassLabels.indexes(column, model.inputs().classes());
            case ANOMALY -> anomalies(column, positive);
            case VALUE -> values(column);
            case CLUSTER, FORECAST -> throw new IllegalStateException("they have no target");
        };
    }

    /** Whether a row is of no use where its truth is not known. */
    boolean needed() {
        return switch (model.inputs().outputs()) {
            case LABEL, VALUE -> true;
            case CLUSTER, ANOMALY, FORECAST -> false;
        };
    }

    private static double[] anomalies(Column column, @Nullable String positive) {
        try {
            return KnownAnomalies.in(column, positive);
        } catch (Problem problem) {
            throw Problem.invalid(TARGET, problem.detail());
        }
    }

    private static double[] values(Column column) {
        boolean number = column.type() == ColumnType.INTEGER || column.type() == ColumnType.NUMBER;
        if (!number || !(column instanceof Column.Numeric numeric)) {
            throw Problem.invalid(
                    TARGET,
                    "a regression is judged by numbers, and " + column.name() + " is of type "
                            + column.type().name().toLowerCase(java.util.Locale.ROOT));
        }
        return numeric.values();
    }
}
