package dev.millrace.training;

import dev.millrace.datasets.Table;
import dev.millrace.models.OutputKind;

/** What the rows of a training are known to be, by its task. */
final class Targets {
    private Targets() {}

    /** @param data holds the target column, where the task has one */
    static Target of(TrainingSpec spec, Table data) {
        return switch (spec.task()) {
            case CLASSIFICATION, REGRESSION ->
                Target.of(
                        spec.task(),
                        data.column(spec.trainingData().requireTarget()).orElseThrow());
            case CLUSTERING, ANOMALY_DETECTION -> Target.none(data.rows());
            case FORECASTING -> throw new IllegalArgumentException("a series is prepared in another way");
        };
    }

    static OutputKind outputs(Task task) {
        return switch (task) {
            case CLASSIFICATION -> OutputKind.LABEL;
            case REGRESSION -> OutputKind.VALUE;
            case CLUSTERING -> OutputKind.CLUSTER;
            case ANOMALY_DETECTION -> OutputKind.ANOMALY;
            case FORECASTING -> OutputKind.FORECAST;
        };
    }
}
