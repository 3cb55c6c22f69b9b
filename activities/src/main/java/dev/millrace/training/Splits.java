package dev.millrace.training;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.Table;
import org.jspecify.annotations.Nullable;

/** Sets the test rows of each part of a training apart, in the way that its specification asks for. */
record Splits(TrainingSpec spec, Table data, Target target) {

    /** @param rows those with a known target */
    Split of(TrainingPart part, int[] rows) {
        return switch (part) {
            case TrainingPart.All() -> new Split(rows, new int[0]);
            // Clusters are judged by the rows that they were found in.
            case TrainingPart.Train() -> spec.task() == Task.CLUSTERING ? new Split(rows, rows) : once(rows);
            case TrainingPart.Fold(int number) -> fold(rows, number - 1);
            case TrainingPart.Search() -> search(rows);
        };
    }

    private Split once(int[] rows) {
        ValidationConfig config = spec.validationConfig();
        String column = spec.trainingData().splitColumn();
        return switch (config.strategy()) {
            case TIME_ORDERED -> inTime(rows).latest(config.testSize());
            case HOLDOUT, CROSS_VALIDATION, GROUP ->
                column == null
                        ? Split.holdout(target, rows, config.testSize(), config.seed())
                        : Split.byColumn(column(column), rows);
        };
    }

    /** Where the test rows are named, the model that wins is judged by them, and nothing is chosen by them before. */
    private Split search(int[] rows) {
        String column = spec.trainingData().splitColumn();
        ValidationConfig config = spec.validationConfig();
        return column == null
                ? of(TrainingPart.TRAIN, rows)
                : Split.holdout(target, Split.byColumn(column(column), rows).train(), config.testSize(), config.seed());
    }

    private Split fold(int[] rows, int fold) {
        ValidationConfig config = spec.validationConfig();
        int folds = config.rounds();
        return switch (config.strategy()) {
            case GROUP ->
                Folds.grouped(column(spec.trainingData().groupColumn()), rows, folds)
                        .split(rows, fold);
            case TIME_ORDERED -> inTime(rows).expanding(folds, fold);
            case CROSS_VALIDATION, HOLDOUT ->
                Folds.stratified(target, rows, folds, config.seed()).split(rows, fold);
        };
    }

    private TimeOrder inTime(int[] rows) {
        return TimeOrder.of(column(spec.trainingData().timeColumn()), rows);
    }

    private Column column(@Nullable String name) {
        if (name == null) {
            throw new IllegalStateException(
                    "the strategy " + spec.validationConfig().strategy() + " has no column");
        }
        return data.column(name).orElseThrow();
    }
}
