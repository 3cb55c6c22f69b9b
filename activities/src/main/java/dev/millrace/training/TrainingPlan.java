package dev.millrace.training;

import dev.millrace.jobs.PlannedStep;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of a training and the rows that each works on, as far as they are known before. */
final class TrainingPlan {
    private final ValidationConfig config;
    private final double rows;
    private final double train;
    private final double test;

    private final @Nullable RollingOrigins origins;

    private TrainingPlan(
            ValidationConfig config, double rows, double train, double test, @Nullable RollingOrigins origins) {
        this.config = config;
        this.rows = rows;
        this.train = train;
        this.test = test;
        this.origins = origins;
    }

    /** @param testRows of a test data set of its own; 0 without one */
    static List<PlannedStep> of(TrainingSpec spec, double rows, double testRows) {
        ValidationConfig config = spec.validationConfig();
        if (spec.task() == Task.FORECASTING) {
            RollingOrigins origins = RollingOrigins.of(spec, (int) rows);
            return new TrainingPlan(config, rows, origins.before(1), origins.horizon(), origins).steps();
        }
        double tested = testRows > 0 ? testRows : rows * config.testSize();
        double trained = testRows > 0 ? rows : rows - tested;
        return new TrainingPlan(config, rows, trained, tested, null).steps();
    }

    private List<PlannedStep> steps() {
        List<PlannedStep> steps = new ArrayList<>();
        if (config.rounds() == 1) {
            steps.addAll(part(TrainingPart.TRAIN, train, test));
        } else {
            for (int fold = 1; fold <= config.rounds(); fold++) {
                part(TrainingPart.fold(fold), trainRows(fold), testRows())
                        .forEach(step -> steps.add(step.besideOthers()));
            }
            steps.add(PlannedStep.minor("evaluate", "combine", 1));
        }
        if (config.refit()) {
            steps.add(PlannedStep.minor(TrainingPart.ALL.step("prepare"), "prepare", rows));
            steps.add(PlannedStep.main(TrainingPart.ALL.step("fit"), "fit", rows));
        }
        return steps;
    }

    private List<PlannedStep> part(TrainingPart part, double trained, double tested) {
        return List.of(
                PlannedStep.minor(part.step("prepare"), "prepare", rows),
                PlannedStep.main(part.step("fit"), "fit", trained),
                PlannedStep.minor(part.step("evaluate"), "evaluate", tested));
    }

    private double trainRows(int fold) {
        if (origins != null) {
            return origins.before(fold);
        }
        return switch (config.strategy()) {
            case TIME_ORDERED -> rows * fold / (config.rounds() + 1);
            case HOLDOUT, CROSS_VALIDATION, GROUP -> rows - testRows();
        };
    }

    private double testRows() {
        if (origins != null) {
            return origins.horizon();
        }
        return switch (config.strategy()) {
            case TIME_ORDERED -> rows / (config.rounds() + 1);
            case HOLDOUT, CROSS_VALIDATION, GROUP -> rows / config.rounds();
        };
    }
}
