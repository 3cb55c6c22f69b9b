package dev.millrace.training;

import dev.millrace.datasets.Table;
import dev.millrace.models.OutputKind;
import dev.millrace.problems.Problem;

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
            case CLUSTERING -> Target.none(data.rows());
            case ANOMALY_DETECTION -> KnownAnomalies.of(spec, data);
            case FORECASTING -> throw new IllegalArgumentException("a series is prepared in another way");
        };
    }

    /** The same of the rows of a test data set. */
    static Target ofTest(TrainingSpec spec, Target train, Table test) {
        return switch (spec.task()) {
            case CLASSIFICATION, REGRESSION ->
                train.read(test.column(train.name())
                        .orElseThrow(() -> Problem.invalid(
                                "/training_data/test_dataset_id", "the test data set has no column " + train.name())));
            case ANOMALY_DETECTION -> KnownAnomalies.of(spec, test);
            case CLUSTERING, FORECASTING ->
                throw new IllegalArgumentException(spec.task().wire() + " has no test data set");
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
