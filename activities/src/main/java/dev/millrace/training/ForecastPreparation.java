package dev.millrace.training;

import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Table;
import dev.millrace.models.InputField;
import dev.millrace.models.InputSchema;
import dev.millrace.models.Matrix;
import dev.millrace.models.ModelInputs;
import dev.millrace.models.OutputKind;
import dev.millrace.models.Preprocessing;
import dev.millrace.models.TimeGridEncoding;
import dev.millrace.training.algorithm.PreparedMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns the rows of a data set into a series: the one feature is the step, and what comes after an origin is for the test. */
final class ForecastPreparation {
    private final TrainingSpec spec;
    private final String timeColumn;
    private final ColumnType timeType;
    private final Series series;
    private final List<String> notes = new ArrayList<>();

    private ForecastPreparation(TrainingSpec spec, Table data) {
        this.spec = spec;
        this.timeColumn = Objects.requireNonNull(spec.trainingData().timeColumn(), "a forecast has a time column");
        this.timeType = data.column(timeColumn).orElseThrow().type();
        this.series = Series.of(
                data.column(timeColumn).orElseThrow(),
                data.column(spec.trainingData().requireTarget()).orElseThrow(),
                notes::add);
        RollingOrigins.require(spec, series.knownValues());
    }

    /** @throws dev.millrace.problems.Problem when these rows are no series, or one that is too short */
    static void check(TrainingSpec spec, Table data) {
        new ForecastPreparation(spec, data);
    }

    static Prepared prepare(TrainingSpec spec, TrainingPart part, Table data) {
        return new ForecastPreparation(spec, data).prepare(part);
    }

    private Prepared prepare(TrainingPart part) {
        RollingOrigins origins = RollingOrigins.of(spec, series.length());
        return switch (part) {
            case TrainingPart.All() -> prepared(series.length(), null);
            case TrainingPart.Train(), TrainingPart.Search() -> tested(origins, origins.before(1));
            case TrainingPart.Fold(int number) -> tested(origins, origins.before(number));
        };
    }

    private Prepared tested(RollingOrigins origins, int before) {
        int[] known = IntStream.range(before, before + origins.horizon())
                .filter(step -> series.known()[step])
                .toArray();
        return prepared(before, known);
    }

    /** @param test steps that come later, if any */
    private Prepared prepared(int length, int @Nullable [] test) {
        TimeGridEncoding encoding = new TimeGridEncoding(timeColumn, series.grid());
        ModelInputs inputs = new ModelInputs(
                new InputSchema(List.of(InputField.of(timeColumn, timeType))),
                Preprocessing.unscaled(List.of(encoding)),
                spec.trainingData().target(),
                List.of(),
                OutputKind.FORECAST);
        PreparedMatrix train = rows(inputs, IntStream.range(0, length).toArray(), series.first(length));
        return new Prepared(inputs, train, test == null ? null : rows(inputs, test, series.values()), notes());
    }

    private List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        all.add("the series has " + series.length() + " steps of "
                + series.grid().stepText() + ", from " + series.grid().text(0) + " to "
                + series.grid().text(series.length() - 1L));
        return all;
    }

    private static PreparedMatrix rows(ModelInputs inputs, int[] steps, double[] values) {
        float[] features = new float[steps.length];
        for (int i = 0; i < steps.length; i++) {
            features[i] = steps[i];
        }
        Matrix matrix = new Matrix(steps.length, inputs.preprocessing().features(), features);
        return new PreparedMatrix(
                matrix, Arrays.stream(steps).mapToDouble(step -> values[step]).toArray());
    }
}
