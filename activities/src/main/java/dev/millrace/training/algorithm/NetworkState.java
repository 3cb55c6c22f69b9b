package dev.millrace.training.algorithm;

import dev.millrace.models.ArrayFile;
import dev.millrace.models.DenseLayer;
import dev.millrace.models.NeuralNetwork;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.SplittableRandom;

/** Where the training of a network is after an epoch: weights, Adam's moments, and the best weights so far. */
final class NetworkState {
    private static final String KIND = "neural network fit";

    final float[] weights;
    final AdamMoments adam;
    float[] best;
    private double bestLoss = Double.POSITIVE_INFINITY;
    private int unimproved;
    private int epochs;

    private NetworkState(float[] weights, AdamMoments adam, float[] best) {
        this.weights = weights;
        this.adam = adam;
        this.best = best;
    }

    /** Uniform weights as wide as Glorot and Bengio (2010) have them. */
    static NetworkState begin(int[] sizes, long seed) {
        float[] weights = new float[(int) NeuralNetwork.size(sizes)];
        SplittableRandom random = new SplittableRandom(seed);
        for (DenseLayer layer : NeuralNetwork.layers(sizes)) {
            double bound = Math.sqrt(6.0 / (layer.inputs() + layer.outputs()));
            for (int i = layer.at(); i < layer.end(); i++) {
                weights[i] = (float) random.nextDouble(-bound, bound);
            }
        }
        return new NetworkState(weights, AdamMoments.begin(weights.length), weights.clone());
    }

    static NetworkState read(byte[] state) {
        try {
            ArrayFile file = ArrayFile.read(KIND, new ByteArrayInputStream(state), state.length);
            Header header = file.header(Header.class);
            AdamMoments adam = new AdamMoments(file.floats("first"), file.floats("second"), header.steps());
            NetworkState read = new NetworkState(file.floats("weights"), adam, file.floats("best"));
            read.bestLoss = header.bestLoss() == null ? Double.POSITIVE_INFINITY : header.bestLoss();
            read.unimproved = header.unimproved();
            read.epochs = header.epochs();
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(OutputStream out) throws IOException {
        Double shown = Double.isFinite(bestLoss) ? bestLoss : null;
        ArrayFile.of(
                        KIND,
                        new Header(epochs, adam.steps(), shown, unimproved),
                        Map.of("weights", weights, "best", best, "first", adam.first(), "second", adam.second()))
                .write(out);
    }

    int epochs() {
        return epochs;
    }

    /** Takes note of the loss after one more epoch. */
    void ended(double loss, double tolerance) {
        epochs++;
        unimproved = loss > bestLoss - tolerance ? unimproved + 1 : 0;
        if (loss < bestLoss) {
            bestLoss = loss;
            best = weights.clone();
        }
    }

    boolean patient(int patience) {
        return unimproved < patience;
    }

    private record Header(
            int epochs,
            long steps,
            @org.jspecify.annotations.Nullable Double bestLoss,
            int unimproved) {}
}
