package dev.millrace.training;

import dev.millrace.datasets.Dataset;
import dev.millrace.datasets.Table;
import dev.millrace.jobs.MemoryBudget;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whether the rows can be set apart as asked, by the few columns that this depends on, before any work is put into them. */
@Component
public final class SplitCheck {
    private final TrainingTables tables;
    private final MemoryBudget memory;

    SplitCheck(TrainingTables tables, MemoryBudget memory) {
        this.tables = tables;
        this.memory = memory;
    }

    /** @throws dev.millrace.problems.Problem saying what is wrong with which column */
    public void check(TrainingRequest request) {
        Dataset data = tables.data(request);
        List<String> columns = List.copyOf(request.spec().trainingData().otherwiseUsed());
        memory.with(TrainingTables.bytes(data, columns), "checking the data", () -> {}, () -> {
            check(request.spec(), tables.read(request, data, columns));
            return columns;
        });
    }

    /** @param table the columns that are no features */
    static void check(TrainingSpec spec, Table table) {
        if (spec.task() == Task.FORECASTING) {
            ForecastPreparation.check(spec, table);
            return;
        }
        Target target = Targets.of(spec, table);
        List<String> notes = new ArrayList<>();
        int[] rows = TargetRows.known(target, "", notes::add);
        PositiveClass.of(target.classes(), spec.validationConfig());
        if (spec.trainingData().testDatasetId() != null) {
            return;
        }
        Splits splits = new Splits(spec, table, target);
        for (TrainingPart part : parts(spec.validationConfig())) {
            TargetRows.requireClasses(target, splits.of(part, rows).train(), notes::add);
        }
    }

    private static List<TrainingPart> parts(ValidationConfig config) {
        if (config.rounds() == 1) {
            return List.of(TrainingPart.TRAIN);
        }
        List<TrainingPart> folds = new ArrayList<>();
        for (int fold = 1; fold <= config.rounds(); fold++) {
            folds.add(TrainingPart.fold(fold));
        }
        return folds;
    }
}
