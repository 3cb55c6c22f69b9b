package dev.millrace.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.problems.Problem;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NeuralNetworksTest {
    private final NeuralNetworks networks = new NeuralNetworks();

    @ParameterizedTest
    @CsvSource({"0, relu", "0, tanh", "2, tanh", "4, relu", "4, tanh"})
    void followsTheSlopeOfTheLoss(int classes, String activation) {
        PreparedMatrix rows = Samples.noisy(6, 3, classes, 1);
        FitInput input = Samples.input(
                networks,
                rows,
                classes,
                Map.of("hidden_layers", 2, "units", 5, "activation", activation, "alpha", 0.5));
        NetworkSettings settings = NetworkSettings.of(input);
        NetworkState state = NetworkState.begin(settings.sizes(), 3);
        NetworkGradient gradient = new NetworkGradient(settings, 6, () -> {});
        System.arraycopy(rows.features().values(), 0, gradient.rows(), 0, 18);

        gradient.of(state.weights, rows.target(), 6);

        float[] found = gradient.gradient().clone();
        SplittableRandom random = new SplittableRandom(5);
        for (int check = 0; check < 20; check++) {
            int at = random.nextInt(found.length);
            float step = 1e-2f;
            double before = penalised(gradient, settings, state.weights, rows, at, -step);
            double after = penalised(gradient, settings, state.weights, rows, at, step);
            assertThat((double) found[at]).isCloseTo((after - before) / (2 * step), within(5e-3));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void goesOnFromACheckpointAsIfUndisturbed(int classes) {
        PreparedMatrix rows = Samples.noisy(120, 4, classes, 2);
        FitInput input = Samples.input(
                networks,
                rows,
                classes,
                Map.of("max_epochs", 12, "batch_size", 32, "early_stopping_rounds", 5, "units", 16));
        RecordingMonitor undisturbed = RecordingMonitor.threads(1);
        Fit whole = networks.fit(input, undisturbed);

        Fit continued = networks.fit(input, RecordingMonitor.from(undisturbed.checkpoints.get(4)));

        assertThat(continued.predictor().predict(rows.features()))
                .isEqualTo(whole.predictor().predict(rows.features()));
        assertThat(undisturbed.values("loss").count()).isEqualTo(undisturbed.checkpoints.size());
    }

    @Test
    void keepsTheWeightsOfTheBestEpoch() {
        PreparedMatrix rows = Samples.noisy(60, 4, 2, 7);
        FitInput input = Samples.input(
                networks,
                rows,
                2,
                Map.of("learning_rate", 0.1, "early_stopping_rounds", 4, "validation_fraction", 0.5));
        RecordingMonitor monitor = RecordingMonitor.threads(1);

        networks.fit(input, monitor);

        List<Double> losses = monitor.values("validation_loss").toList();
        int best = losses.indexOf(losses.stream().min(Double::compare).orElseThrow());
        assertThat(losses).hasSizeLessThan(200);
        assertThat(losses.size() - 1 - best).isLessThanOrEqualTo(4);
        NetworkState last = NetworkState.read(monitor.checkpoints.getLast().state());
        NetworkState atBest = NetworkState.read(monitor.checkpoints.get(best).state());
        assertThat(last.best).isEqualTo(atBest.weights).isNotEqualTo(last.weights);
    }

    @Test
    void learnsWhatIsThere() {
        PreparedMatrix rows = Samples.noisy(400, 4, 0, 9);

        Fit fit = networks.fit(
                Samples.input(networks, rows, 0, Map.of("learning_rate", 0.01)), RecordingMonitor.threads(1));

        double[] predicted = fit.predictor().predict(rows.features());
        double squares = 0;
        for (int row = 0; row < 400; row++) {
            squares += Math.pow(predicted[row] - rows.target()[row], 2) / 400;
        }
        assertThat(squares).isLessThan(1.2); // the noise has a variance of 1, the target of 8
    }

    @Test
    void stopsInTheMiddleOfAnEpoch() {
        FitInput input = Samples.input(networks, Samples.noisy(5000, 4, 2, 3), 2, Map.of());
        RecordingMonitor monitor = RecordingMonitor.cancelledAfter(10, 1);

        assertThatThrownBy(() -> networks.fit(input, monitor)).isInstanceOf(CancellationException.class);

        assertThat(monitor.checkpoints).isEmpty();
    }

    @Test
    void saysWhatEarlyStoppingNeeds() {
        FitInput input = Samples.input(
                networks,
                Samples.noisy(4, 2, 0, 1),
                0,
                Map.of("early_stopping_rounds", 3, "validation_fraction", 0.05));

        assertThatThrownBy(() -> networks.fit(input, RecordingMonitor.threads(1)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("validation_fraction");
    }

    private static double penalised(
            NetworkGradient gradient,
            NetworkSettings settings,
            float[] weights,
            PreparedMatrix rows,
            int at,
            float step) {
        float[] moved = weights.clone();
        moved[at] += step;
        double squares = 0;
        for (var layer : dev.millrace.models.NeuralNetwork.layers(settings.sizes())) {
            for (int i = layer.at(); i < layer.biases(); i++) {
                squares += moved[i] * moved[i];
            }
        }
        return (gradient.loss(moved, rows.target(), rows.rows()) + settings.alpha() * squares / 2) / rows.rows();
    }
}
