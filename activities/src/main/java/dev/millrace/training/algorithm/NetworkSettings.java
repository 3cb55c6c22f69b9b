package dev.millrace.training.algorithm;

import dev.millrace.models.LinearModel;
import dev.millrace.models.NeuralNetwork;
import dev.millrace.training.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a network is built and trained; names and defaults are scikit-learn's where it has them. */
record NetworkSettings(
        LinearModel.Link link,
        NeuralNetwork.Activation activation,
        int[] sizes,
        int batch,
        double learningRate,
        double alpha,
        int maxEpochs,
        double tolerance,
        int patience,
        double validationFraction) {
    private static final int PATIENCE = 10;

    static final Hyperparameters HYPERPARAMETERS = Hyperparameters.of(
            new Hyperparameter.Whole(
                    "hidden_layers", "How many hidden layers", 1, 1, 8, new Hyperparameter.Range(1, 3, false)),
            new Hyperparameter.Whole(
                    "units",
                    "How many units each hidden layer has",
                    100,
                    1,
                    2048,
                    new Hyperparameter.Range(16, 256, true)),
            new Hyperparameter.Choice(
                    "activation", "What a unit makes of its sum", "relu", List.of("relu", "tanh"), true),
            new Hyperparameter.Real(
                    "alpha",
                    "The strength of the L2 penalty",
                    1e-4,
                    0,
                    false,
                    1e3,
                    new Hyperparameter.Range(1e-6, 1e-1, true)),
            new Hyperparameter.Real(
                    "learning_rate", "Adam's step size", 1e-3, 0, true, 1, new Hyperparameter.Range(1e-4, 1e-1, true)),
            new Hyperparameter.Whole("batch_size", "How many rows a step looks at", 200, 1, 100_000, null),
            new Hyperparameter.Whole("max_epochs", "How often it goes through all rows at most", 200, 1, 100_000, null),
            new Hyperparameter.Real("tol", "The gain in loss that counts as one", 1e-4, 0, false, 1, null),
            new Hyperparameter.Whole(
                    "early_stopping_rounds",
                    "After how many epochs without a gain on validation rows it ends, with the best weights; null: after "
                            + PATIENCE + " without a gain on the rows fitted on",
                    null,
                    1,
                    10_000,
                    null),
            new Hyperparameter.Real(
                    "validation_fraction",
                    "The share of the training rows that early_stopping_rounds takes for validation",
                    0.1,
                    0,
                    true,
                    0.5,
                    null));

    static NetworkSettings of(FitInput input) {
        HyperparameterValues values = input.parameters();
        boolean regression = input.task() == Task.REGRESSION;
        int[] sizes = new int[values.whole("hidden_layers") + 2];
        Arrays.fill(sizes, values.whole("units"));
        sizes[0] = input.train().features().width();
        sizes[sizes.length - 1] = regression || input.classes() == 2 ? 1 : input.classes();
        boolean validated = values.whole("early_stopping_rounds", 0) > 0;
        return new NetworkSettings(
                regression
                        ? LinearModel.Link.IDENTITY
                        : input.classes() == 2 ? LinearModel.Link.LOGISTIC : LinearModel.Link.SOFTMAX,
                NeuralNetwork.Activation.valueOf(values.word("activation").toUpperCase(Locale.ROOT)),
                sizes,
                values.whole("batch_size"),
                values.real("learning_rate"),
                values.real("alpha"),
                values.whole("max_epochs"),
                values.real("tol"),
                values.whole("early_stopping_rounds", PATIENCE),
                validated ? values.real("validation_fraction") : 0);
    }
}
