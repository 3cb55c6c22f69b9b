package dev.millrace.training.algorithm;

import dev.millrace.models.EvenGrid;
import dev.millrace.models.Feature;
import dev.millrace.models.Matrix;
import dev.millrace.training.Task;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Small made-up data to fit. */
final class Samples {
    /** What forecasts are to reach. */
    static final Outlook OUTLOOK = new Outlook(new EvenGrid(0, 1, false), 5);

    private Samples() {}

    /** The matrix that reference values in the tests were computed on with scikit-learn. */
    static Matrix waves() {
        float[] values = new float[60 * 3];
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j < 3; j++) {
                values[i * 3 + j] = (float) (Math.sin(1.0 + i * (j + 1) * 0.7) + (j * 0.1) * Math.cos(i * 0.3));
            }
        }
        return new Matrix(60, features(3), values);
    }

    static double signal(Matrix waves, int row) {
        return waves.get(row, 0) * 1.5 - waves.get(row, 1) * 2.0 + waves.get(row, 2) * 0.5 + 0.8 * Math.sin(row * 2.1);
    }

    static PreparedMatrix waveValues() {
        Matrix waves = waves();
        return with(waves, row -> 3 * signal(waves, row) + 7);
    }

    /** Three classes. */
    static PreparedMatrix waveClasses() {
        Matrix waves = waves();
        return with(waves, row -> (signal(waves, row) > 0.8 ? 1 : 0) + (signal(waves, row) > -0.8 ? 1 : 0));
    }

    /** Noise with whole numbers among it, so that values tie; the first features carry a signal. */
    static PreparedMatrix noisy(int rows, int width, int classes, long seed) {
        Random random = new Random(seed);
        float[] values = new float[rows * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % width % 2 == 0 ? random.nextInt(6) : (float) random.nextGaussian();
        }
        double[] target = new double[rows];
        for (int row = 0; row < rows; row++) {
            double signal = values[row * width] - 2.5 + 2 * values[row * width + 1] + random.nextGaussian();
            target[row] = classes == 0 ? signal : Math.clamp((long) (signal / 2 + classes / 2.0), 0, classes - 1);
        }
        return new PreparedMatrix(new Matrix(rows, features(width), values), target);
    }

    /** How many classes the samples of a task have. */
    static int classes(Task task) {
        return switch (task) {
            case CLASSIFICATION -> 3;
            case REGRESSION, CLUSTERING, ANOMALY_DETECTION, FORECASTING -> 0;
        };
    }

    /** Rows that fit the task. */
    static PreparedMatrix rows(Task task, int rows, long seed) {
        return switch (task) {
            case CLASSIFICATION, REGRESSION -> noisy(rows, 4, classes(task), seed);
            case CLUSTERING, ANOMALY_DETECTION -> with(noisy(rows, 4, 0, seed).features(), row -> 0);
            case FORECASTING -> series(noisy(rows, 2, 0, seed).target());
        };
    }

    /** One value after the other. */
    static PreparedMatrix series(double... values) {
        return new PreparedMatrix(steps(0, values.length), values);
    }

    /** The rows themselves, or what comes after a series. */
    static Matrix asked(Task task, PreparedMatrix rows) {
        return task == Task.FORECASTING ? steps(rows.rows(), OUTLOOK.steps()) : rows.features();
    }

    private static Matrix steps(int first, int count) {
        float[] steps = new float[count];
        for (int i = 0; i < count; i++) {
            steps[i] = first + i;
        }
        return new Matrix(count, features(1), steps);
    }

    static PreparedMatrix with(Matrix matrix, IntToDoubleFunction target) {
        return new PreparedMatrix(
                matrix, IntStream.range(0, matrix.rows()).mapToDouble(target).toArray());
    }

    static FitInput input(Algorithm algorithm, PreparedMatrix train, int classes, Map<String, Object> parameters) {
        return input(algorithm, train, null, classes, parameters);
    }

    static FitInput input(
            Algorithm algorithm,
            PreparedMatrix train,
            @org.jspecify.annotations.Nullable PreparedMatrix test,
            int classes,
            Map<String, Object> parameters) {
        Task task = classes > 0 ? Task.CLASSIFICATION : Task.REGRESSION;
        return input(algorithm, task, train, test, classes, parameters);
    }

    static FitInput input(Algorithm algorithm, Task task, PreparedMatrix train, Map<String, Object> parameters) {
        return input(algorithm, task, train, null, classes(task), parameters);
    }

    private static FitInput input(
            Algorithm algorithm,
            Task task,
            PreparedMatrix train,
            @org.jspecify.annotations.Nullable PreparedMatrix test,
            int classes,
            Map<String, Object> parameters) {
        return new FitInput(
                task,
                classes,
                train,
                test,
                algorithm.hyperparameters().resolve(parameters),
                42,
                task == Task.FORECASTING ? OUTLOOK : null);
    }

    /** The settings with one more. */
    static Map<String, Object> and(Map<String, Object> settings, String name, Object value) {
        Map<String, Object> all = new java.util.HashMap<>(settings);
        all.put(name, value);
        return all;
    }

    static List<Feature> features(int width) {
        return IntStream.range(0, width)
                .mapToObj(i -> new Feature("f" + i, "f" + i))
                .toList();
    }
}
