package dev.millrace.training;

import dev.millrace.datasets.Table;
import dev.millrace.models.Matrix;
import dev.millrace.models.ModelInputs;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.training.algorithm.Algorithms;
import dev.millrace.training.algorithm.PreparedMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the rows of a data set into what an algorithm fits on. */
public final class Preparation {
    private final TrainingSpec spec;
    private final Table data;
    private final Target target;
    private final Runnable goesOn;
    private final List<String> notes = new ArrayList<>();

    private Preparation(TrainingSpec spec, Table data, Runnable goesOn) {
        TrainingRules.columns(spec, TrainingRules.types(data));
        this.spec = spec;
        this.data = data;
        this.target = Targets.of(spec, data);
        this.goesOn = goesOn;
    }

    /**
     * Drops rows without a target, sets the part's test rows apart (unless it is {@code ALL}), fits the preprocessing on the
     * others and applies it to both.
     *
     * @param data the columns that {@link TrainingRules#columns} names
     * @param testData the same columns of the test data set, where the spec has one
     * @throws Problem when these rows cannot be learned from
     */
    public static Prepared prepare(TrainingSpec spec, TrainingPart part, Table data, @Nullable Table testData) {
        return prepare(spec, part, data, testData, () -> {});
    }

    /** @param goesOn called now and then; throws when nobody needs the result any more */
    static Prepared prepare(
            TrainingSpec spec, TrainingPart part, Table data, @Nullable Table testData, Runnable goesOn) {
        return spec.task() == Task.FORECASTING
                ? ForecastPreparation.prepare(spec, part, data)
                : new Preparation(spec, data, goesOn).prepare(part, testData);
    }

    private Prepared prepare(TrainingPart part, @Nullable Table testData) {
        int[] rows = TargetRows.known(target, "", notes::add);
        Split split = testData == null ? new Splits(spec, data, target).of(part, rows) : new Split(rows, new int[0]);
        TargetRows.requireClasses(target, split.train(), notes::add);
        PositiveClass.of(target.classes(), spec.validationConfig());
        List<String> features = TrainingRules.features(spec.trainingData(), TrainingRules.types(data));
        PreprocessingFit.Fitted fitted = PreprocessingFit.fit(
                data,
                new TextFit(spec.trainingData().text(), split.train(), goesOn),
                features,
                target,
                Algorithms.builtIn().require(spec.algorithm(), spec.task()).needs(),
                spec.validationConfig().seed());
        if (fitted.train().width() == 0) {
            throw impossible("no feature is left: " + String.join("; ", fitted.notes()));
        }
        notes.addAll(fitted.notes());
        ModelInputs inputs = new ModelInputs(
                fitted.schema(),
                fitted.preprocessing(),
                spec.trainingData().target(),
                target.classes(),
                Targets.outputs(spec.task()));
        PreparedMatrix train = new PreparedMatrix(fitted.train(), select(target, split.train()));
        return new Prepared(inputs, train, part.equals(TrainingPart.ALL) ? null : test(inputs, split, testData), notes);
    }

    private PreparedMatrix test(ModelInputs inputs, Split split, @Nullable Table testData) {
        if (testData == null) {
            Matrix matrix = inputs.preprocessing().transform(data, split.test(), goesOn);
            return new PreparedMatrix(matrix, select(target, split.test()));
        }
        Target truth = Targets.ofTest(spec, target, testData);
        int[] rows = TargetRows.known(truth, "test ", notes::add);
        TestColumns.check(inputs.schema(), testData);
        return new PreparedMatrix(inputs.preprocessing().transform(testData, rows, goesOn), select(truth, rows));
    }

    private static double[] select(Target target, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> target.values()[row]).toArray();
    }

    private static Problem impossible(String why) {
        return new Problem(ProblemType.TRAINING_IMPOSSIBLE, why);
    }
}
