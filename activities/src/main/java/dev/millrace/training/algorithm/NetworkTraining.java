package dev.millrace.training.algorithm;

import dev.millrace.models.Matrix;
import dev.millrace.models.NeuralNetwork;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.training.Task;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Goes through the rows epoch by epoch, and tells the loss after each. */
final class NetworkTraining {
    private final FitInput input;
    private final NetworkSettings settings;
    private final FitMonitor monitor;
    private final double mean;
    private final double deviation;
    /** The rows to fit on; those for validation come after them. */
    private final int[] rows;

    private final int fitted;
    private final int batch;
    private final NetworkGradient gradient;
    private final double[] targets;

    private NetworkTraining(FitInput input, NetworkSettings settings, FitMonitor monitor) {
        this.input = input;
        this.settings = settings;
        this.monitor = monitor;
        double[] target = input.train().target();
        boolean regression = input.task() == Task.REGRESSION;
        double center = Arrays.stream(target).average().orElse(0);
        double variance = Arrays.stream(target)
                .map(value -> (value - center) * (value - center))
                .average()
                .orElse(0);
        this.mean = regression ? center : 0;
        this.deviation = regression && variance > 0 ? Math.sqrt(variance) : 1;
        this.rows = IntStream.range(0, target.length).toArray();
        this.fitted = target.length - (int) Math.round(settings.validationFraction() * target.length);
        this.batch = Math.min(settings.batch(), fitted);
        this.gradient = new NetworkGradient(settings, Math.max(1, batch), monitor::throwIfCancelled);
        this.targets = new double[Math.max(1, batch)];
    }

    /** @throws Problem when early stopping leaves no rows for validation or for fitting */
    static NetworkTraining of(FitInput input, NetworkSettings settings, FitMonitor monitor) {
        NetworkTraining training = new NetworkTraining(input, settings, monitor);
        shuffle(training.rows, training.rows.length, new SplittableRandom(~input.seed()));
        if (training.fitted == 0 || (settings.validationFraction() > 0 && training.fitted == training.rows.length)) {
            throw new Problem(
                    ProblemType.TRAINING_IMPOSSIBLE,
                    "of " + training.rows.length + " rows a validation_fraction of " + settings.validationFraction()
                            + " leaves none to validate or none to fit on; give another one, or no"
                            + " early_stopping_rounds");
        }
        return training;
    }

    void epoch(NetworkState state) {
        int[] order = Arrays.copyOf(rows, fitted);
        shuffle(order, fitted, new SplittableRandom(input.seed() + 0x9E3779B97F4A7C15L * (state.epochs() + 1)));
        double loss = 0;
        for (int first = 0; first < fitted; first += batch) {
            int count = Math.min(batch, fitted - first);
            load(input.train(), order, first, count);
            loss += gradient.of(state.weights, targets, count);
            state.adam.step(state.weights, gradient.gradient(), settings.learningRate());
        }
        int epoch = state.epochs() + 1;
        monitor.metric(epoch, "loss", loss / fitted);
        double judged = loss / fitted;
        if (fitted < rows.length) {
            judged = loss(state.weights, input.train(), Arrays.copyOfRange(rows, fitted, rows.length));
            monitor.metric(epoch, "validation_loss", judged);
        }
        PreparedMatrix test = input.test();
        if (test != null && test.rows() > 0) {
            double tested =
                    loss(state.weights, test, IntStream.range(0, test.rows()).toArray());
            monitor.metric(epoch, "eval_loss", tested);
        }
        state.ended(judged, settings.tolerance());
    }

    /** With validation rows the best weights, otherwise the last. */
    NeuralNetwork network(NetworkState state) {
        float[] weights = fitted < rows.length ? state.best : state.weights;
        return new NeuralNetwork(
                settings.link(), settings.activation(), settings.sizes(), weights.clone(), mean, deviation);
    }

    private double loss(float[] weights, PreparedMatrix from, int[] which) {
        double loss = 0;
        for (int first = 0; first < which.length; first += batch) {
            int count = Math.min(batch, which.length - first);
            load(from, which, first, count);
            loss += gradient.loss(weights, targets, count);
        }
        return loss / which.length;
    }

    private void load(PreparedMatrix from, int[] which, int first, int count) {
        Matrix matrix = from.features();
        int width = matrix.width();
        for (int i = 0; i < count; i++) {
            int row = which[first + i];
            System.arraycopy(matrix.values(), row * width, gradient.rows(), i * width, width);
            targets[i] = (from.target()[row] - mean) / deviation;
        }
    }

    private static void shuffle(int[] order, int count, SplittableRandom random) {
        for (int i = count - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
    }
}
