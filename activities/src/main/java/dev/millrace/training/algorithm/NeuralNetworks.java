package dev.millrace.training.algorithm;

import dev.millrace.models.NeuralNetwork;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.training.Task;
import java.util.Map;
import java.util.Set;

/**
 * A multilayer perceptron trained by Adam on mini-batches, as scikit-learn's; a regression's target is standardised. What is
 * drawn at random follows from the seed and the epoch, so that a fit goes on from a checkpoint as if undisturbed.
 */
final class NeuralNetworks implements Algorithm {
    private static final long MOST_WEIGHTS = 1L << 26;

    @Override
    public String id() {
        return "neural_network";
    }

    @Override
    public String title() {
        return "Neural network (multilayer perceptron)";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.CLASSIFICATION, Task.REGRESSION);
    }

    @Override
    public Hyperparameters hyperparameters() {
        return NetworkSettings.HYPERPARAMETERS;
    }

    @Override
    public FeatureNeeds needs() {
        return new FeatureNeeds(true, false);
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, true, true);
    }

    @Override
    public Fit fit(FitInput input, FitMonitor monitor) {
        NetworkSettings settings = NetworkSettings.of(input);
        if (NeuralNetwork.size(settings.sizes()) > MOST_WEIGHTS) {
            throw new Problem(
                    ProblemType.TRAINING_IMPOSSIBLE,
                    "this neural_network has more than " + MOST_WEIGHTS
                            + " weights; give fewer hidden_layers or units, or choose fewer features");
        }
        NetworkTraining training = NetworkTraining.of(input, settings, monitor);
        NetworkState state = monitor.latestCheckpoint()
                .map(checkpoint -> NetworkState.read(checkpoint.state()))
                .orElseGet(() -> NetworkState.begin(settings.sizes(), input.seed()));
        while (state.epochs() < settings.maxEpochs() && state.patient(settings.patience())) {
            training.epoch(state);
            monitor.progress((double) state.epochs() / settings.maxEpochs());
            monitor.checkpoint(state.epochs(), state::write);
        }
        monitor.progress(1);
        return new Fit(training.network(state), new double[0], Map.of());
    }
}
