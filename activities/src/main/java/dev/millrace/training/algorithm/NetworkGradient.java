package dev.millrace.training.algorithm;

import dev.millrace.models.DenseLayer;
import dev.millrace.models.LinearModel;
import dev.millrace.models.NeuralNetwork;
import java.util.Arrays;
import java.util.List;

/** The loss of a batch of rows and its gradient, by backpropagation; log loss, or half the squared error. */
final class NetworkGradient {
    private static final int LOOK = 64;
    private static final double SMALLEST = 1e-10;

    private final NetworkSettings settings;
    private final Runnable goesOn;
    private final List<DenseLayer> layers;
    private final float[][] values;
    private final float[][] errors;
    private final float[] gradient;

    NetworkGradient(NetworkSettings settings, int batch, Runnable goesOn) {
        this.settings = settings;
        this.goesOn = goesOn;
        this.layers = NeuralNetwork.layers(settings.sizes());
        this.values = new float[layers.size() + 1][];
        this.errors = new float[layers.size() + 1][];
        for (int i = 0; i < values.length; i++) {
            values[i] = new float[batch * settings.sizes()[i]];
            errors[i] = new float[batch * settings.sizes()[i]];
        }
        this.gradient = new float[layers.getLast().end()];
    }

    /** Where the rows of the batch go. */
    float[] rows() {
        return values[0];
    }

    float[] gradient() {
        return gradient;
    }

    /** Computes the gradient of the mean loss with the penalty; answers the sum of the rows' losses. */
    double of(float[] weights, double[] targets, int count) {
        forward(weights, count);
        double loss = outputErrors(targets, count);
        backward(weights, count);
        penalise(weights, count);
        return loss;
    }

    /** The sum of the rows' losses. */
    double loss(float[] weights, double[] targets, int count) {
        forward(weights, count);
        return outputErrors(targets, count);
    }

    private void forward(float[] weights, int count) {
        for (int i = 0; i < layers.size(); i++) {
            DenseLayer layer = layers.get(i);
            for (int first = 0; first < count; first += LOOK) {
                goesOn.run();
                layer.forward(weights, values[i], values[i + 1], first, Math.min(count, first + LOOK));
            }
            if (i + 1 < layers.size()) {
                settings.activation().apply(values[i + 1], 0, count * layer.outputs());
            }
        }
    }

    private double outputErrors(double[] targets, int count) {
        float[] sums = values[layers.size()];
        float[] error = errors[layers.size()];
        int units = settings.sizes()[layers.size()];
        double loss = 0;
        for (int row = 0; row < count; row++) {
            loss += settings.link() == LinearModel.Link.SOFTMAX
                    ? softmaxError(sums, error, row * units, units, (int) targets[row])
                    : scalarError(sums, error, row, targets[row]);
        }
        return loss;
    }

    private double scalarError(float[] sums, float[] error, int row, double target) {
        double value = sums[row];
        if (settings.link() == LinearModel.Link.IDENTITY) {
            error[row] = (float) (value - target);
            return (value - target) * (value - target) / 2;
        }
        double tail = Math.exp(-Math.abs(value));
        double probability = value >= 0 ? 1 / (1 + tail) : tail / (1 + tail);
        error[row] = (float) (probability - target);
        return -Math.log(Math.max(SMALLEST, target > 0 ? probability : 1 - probability));
    }

    private static double softmaxError(float[] sums, float[] error, int at, int units, int label) {
        double most = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < units; c++) {
            most = Math.max(most, sums[at + c]);
        }
        double total = 0;
        for (int c = 0; c < units; c++) {
            total += Math.exp(sums[at + c] - most);
        }
        for (int c = 0; c < units; c++) {
            error[at + c] = (float) (Math.exp(sums[at + c] - most) / total - (c == label ? 1 : 0));
        }
        return -Math.log(Math.max(SMALLEST, Math.exp(sums[at + label] - most) / total));
    }

    private void backward(float[] weights, int count) {
        Arrays.fill(gradient, 0);
        for (int i = layers.size() - 1; i >= 0; i--) {
            DenseLayer layer = layers.get(i);
            addGradient(layer, values[i], errors[i + 1], count);
            if (i > 0) {
                float[] transposed = transposed(weights, layer);
                Arrays.fill(errors[i], 0, count * layer.inputs(), 0);
                for (int first = 0; first < count; first += LOOK) {
                    goesOn.run();
                    DenseLayer.addProducts(
                            errors[i + 1],
                            first * layer.outputs(),
                            Math.min(count - first, LOOK),
                            layer.outputs(),
                            transposed,
                            0,
                            layer.inputs(),
                            errors[i],
                            first * layer.inputs());
                }
                throughActivation(values[i], errors[i], count * layer.inputs());
            }
        }
    }

    private void addGradient(DenseLayer layer, float[] inputs, float[] error, int count) {
        int outputs = layer.outputs();
        float[] columns = new float[2 * count];
        for (int i = 0; i < layer.inputs(); i += 2) {
            look(i);
            int two = Math.min(2, layer.inputs() - i);
            for (int c = 0; c < two; c++) {
                for (int row = 0; row < count; row++) {
                    columns[c * count + row] = inputs[row * layer.inputs() + i + c];
                }
            }
            DenseLayer.addProducts(columns, 0, two, count, error, 0, outputs, gradient, layer.at() + i * outputs);
        }
        Arrays.fill(columns, 0, count, 1);
        DenseLayer.addProducts(columns, 0, 1, count, error, 0, outputs, gradient, layer.biases());
    }

    private void throughActivation(float[] units, float[] error, int count) {
        switch (settings.activation()) {
            case RELU -> {
                for (int i = 0; i < count; i++) {
                    error[i] = units[i] > 0 ? error[i] : 0;
                }
            }
            case TANH -> {
                for (int i = 0; i < count; i++) {
                    error[i] *= 1 - units[i] * units[i];
                }
            }
        }
    }

    private void penalise(float[] weights, int count) {
        float share = 1f / count;
        float alpha = (float) settings.alpha();
        for (DenseLayer layer : layers) {
            for (int i = layer.at(); i < layer.biases(); i++) {
                gradient[i] = (gradient[i] + alpha * weights[i]) * share;
            }
            for (int i = layer.biases(); i < layer.end(); i++) {
                gradient[i] *= share;
            }
        }
    }

    private static float[] transposed(float[] weights, DenseLayer layer) {
        float[] transposed = new float[layer.inputs() * layer.outputs()];
        for (int i = 0; i < layer.inputs(); i++) {
            for (int o = 0; o < layer.outputs(); o++) {
                transposed[o * layer.inputs() + i] = weights[layer.at() + i * layer.outputs() + o];
            }
        }
        return transposed;
    }

    private void look(int at) {
        if (at % LOOK == 0) {
            goesOn.run();
        }
    }
}
