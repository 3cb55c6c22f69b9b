package dev.millrace.models;

import java.util.ArrayList;
import java.util.List;

/**
 * A feed-forward network. {@code sizes} are the features, the units of each hidden layer and the outputs; the layers' weights
 * follow one another as {@link DenseLayer} has them. The value of a regression is {@code deviation * output + mean}.
 */
public record NeuralNetwork(
        LinearModel.Link link, Activation activation, int[] sizes, float[] weights, double mean, double deviation)
        implements Predictor {
    private static final int BLOCK = 256;

    /** What a hidden unit makes of its sum. */
    public enum Activation {
        RELU,
        TANH;

        /** Replaces sums by what the units give. */
        public void apply(float[] sums, int first, int last) {
            switch (this) {
                case RELU -> {
                    for (int i = first; i < last; i++) {
                        sums[i] = Math.max(0, sums[i]);
                    }
                }
                case TANH -> {
                    for (int i = first; i < last; i++) {
                        sums[i] = (float) Math.tanh(sums[i]);
                    }
                }
            }
        }
    }

    public NeuralNetwork {
        if (weights.length != size(sizes)) {
            throw new IllegalArgumentException("the weights are not those of the layers");
        }
        int last = sizes[sizes.length - 1];
        if (link == LinearModel.Link.SOFTMAX ? last < 2 : last != 1) {
            throw new IllegalArgumentException(link + " does not take " + last + " outputs");
        }
    }

    /** How many weights there are. */
    public static long size(int[] sizes) {
        if (sizes.length < 2) {
            throw new IllegalArgumentException("a network has at least one layer");
        }
        long size = 0;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] < 1) {
                throw new IllegalArgumentException("a layer of " + sizes[i] + " units");
            }
            size += i == 0 ? 0 : (sizes[i - 1] + 1L) * sizes[i];
        }
        return size;
    }

    /** The layers, each after the other. */
    public static List<DenseLayer> layers(int[] sizes) {
        List<DenseLayer> layers = new ArrayList<>();
        int at = 0;
        for (int i = 1; i < sizes.length; i++) {
            layers.add(new DenseLayer(at, sizes[i - 1], sizes[i]));
            at = layers.getLast().end();
        }
        return layers;
    }

    @Override
    public int outputs() {
        return link == LinearModel.Link.LOGISTIC ? 2 : sizes[sizes.length - 1];
    }

    @Override
    public double[] predict(Matrix matrix) {
        double[] out = new double[matrix.rows() * outputs()];
        for (int first = 0; first < matrix.rows(); first += BLOCK) {
            int last = Math.min(matrix.rows(), first + BLOCK);
            float[] values =
                    java.util.Arrays.copyOfRange(matrix.values(), first * matrix.width(), last * matrix.width());
            link(sums(values, last - first), out, first, last);
        }
        return out;
    }

    private float[] sums(float[] rows, int count) {
        float[] values = rows;
        List<DenseLayer> layers = layers(sizes);
        for (DenseLayer layer : layers) {
            float[] sums = new float[count * layer.outputs()];
            layer.forward(weights, values, sums, 0, count);
            if (layer.end() < weights.length) {
                activation.apply(sums, 0, sums.length);
            }
            values = sums;
        }
        return values;
    }

    private void link(float[] sums, double[] out, int first, int last) {
        int units = sizes[sizes.length - 1];
        int outputs = outputs();
        for (int row = first; row < last; row++) {
            int at = row * outputs;
            for (int unit = 0; unit < units; unit++) {
                out[at + unit] = sums[(row - first) * units + unit];
            }
            switch (link) {
                case IDENTITY -> out[at] = mean + deviation * out[at];
                case LOGISTIC -> Links.logistic(out, at);
                case SOFTMAX -> Links.softmax(out, at, outputs);
            }
        }
    }

    @Override
    public double steps() {
        return weights.length;
    }

    @Override
    public long bytes() {
        return 96 + 4L * weights.length;
    }
}
