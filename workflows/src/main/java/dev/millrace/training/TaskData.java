package dev.millrace.training;

import dev.millrace.problems.Problem;
import dev.millrace.training.ValidationConfig.Strategy;
import org.jspecify.annotations.Nullable;

/** What each task needs of the data and of the validation, and what it has no use for. */
final class TaskData {
    private final Task task;
    private final TrainingData data;
    private final ValidationConfig validation;

    private TaskData(Task task, TrainingData data, ValidationConfig validation) {
        this.task = task;
        this.data = data;
        this.validation = validation;
    }

    /** @throws Problem naming the first field that does not fit the task */
    static void check(Task task, TrainingData data, ValidationConfig validation) {
        TaskData check = new TaskData(task, data, validation);
        switch (task) {
            case CLASSIFICATION, REGRESSION -> check.predicting();
            case CLUSTERING -> check.clustering();
            case ANOMALY_DETECTION -> check.detecting();
            case FORECASTING -> check.forecasting();
        }
    }

    private void predicting() {
        require("target", data.target(), "the column to predict");
        refuse("horizon", data.horizon(), "it belongs to forecasting");
    }

    private void clustering() {
        String why = "clusters are found in all rows, and judged by the same rows";
        refuse("target", data.target(), "nothing is predicted");
        refuse("horizon", data.horizon(), "it belongs to forecasting");
        refuse("split_column", data.splitColumn(), why);
        refuse("test_dataset_id", data.testDatasetId(), why);
        strategy(Strategy.HOLDOUT, why);
        noPositiveClass();
    }

    private void detecting() {
        refuse("horizon", data.horizon(), "it belongs to forecasting");
        if (data.target() == null) {
            noPositiveClass();
        }
    }

    private void forecasting() {
        String why = "a forecast is made from the target's own past and its calendar";
        require("target", data.target(), "the column to forecast");
        require("time_column", data.timeColumn(), "the column that holds the times of the values");
        require("horizon", data.horizon(), "how many steps are to be forecast");
        refuse("features", data.features(), why);
        refuse("split_column", data.splitColumn(), "forecasts are tested on the last values");
        refuse("test_dataset_id", data.testDatasetId(), "forecasts are tested on the last values");
        refuse("group_column", data.groupColumn(), "a data set holds one series");
        refuse("text", data.text().isEmpty() ? null : data.text(), why);
        strategy(Strategy.TIME_ORDERED, "forecasts are tested on what comes later");
        noPositiveClass();
    }

    private void noPositiveClass() {
        if (validation.positiveClass() != null) {
            throw Problem.invalid(
                    "/validation_config/positive_class", "positive_class needs a target that holds classes");
        }
    }

    private void strategy(Strategy wanted, String why) {
        if (validation.strategy() != wanted) {
            throw Problem.invalid(
                    "/validation_config/strategy",
                    "strategy is " + wanted.wire() + " or absent for " + task.wire() + ": " + why);
        }
    }

    private void require(String field, @Nullable Object given, String meaning) {
        if (given == null) {
            throw Problem.invalid(
                    "/training_data/" + field, field + " is required for " + task.wire() + ": " + meaning);
        }
    }

    private void refuse(String field, @Nullable Object given, String why) {
        if (given != null) {
            throw Problem.invalid(
                    "/training_data/" + field, field + " is null or absent for " + task.wire() + ": " + why);
        }
    }
}
