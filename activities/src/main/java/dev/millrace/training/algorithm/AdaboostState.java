package dev.millrace.training.algorithm;

import dev.millrace.models.ArrayFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The trees that vote so far, and what the rows weigh for the next one. */
final class AdaboostState {
    private static final String KIND = "adaboost checkpoint";

    final ForestState votes;
    double[] weights;

    private AdaboostState(ForestState votes, double[] weights) {
        this.votes = votes;
        this.weights = weights;
    }

    static AdaboostState of(Optional<Checkpoint> checkpoint, int rows, int features) {
        return checkpoint.map(AdaboostState::read).orElseGet(() -> {
            double[] weights = new double[rows];
            Arrays.fill(weights, 1.0 / rows);
            return new AdaboostState(ForestState.of(Optional.empty(), features), weights);
        });
    }

    /** The rows that were wrong weigh {@code exp(vote)} as much; false when nothing is left that can be weighed. */
    boolean reweigh(boolean[] wrong, double vote) {
        double[] next = weights.clone();
        double total = 0;
        for (int row = 0; row < next.length; row++) {
            next[row] = wrong[row] ? StrictMath.exp(StrictMath.log(next[row]) + vote) : next[row];
            total += next[row];
        }
        if (!(total > 0) || Double.isInfinite(total)) {
            return false;
        }
        for (int row = 0; row < next.length; row++) {
            next[row] /= total;
        }
        weights = next;
        return true;
    }

    void add(GrownTree tree) {
        votes.add(List.of(tree));
    }

    void write(OutputStream out) throws IOException {
        Map<String, Object> arrays = new LinkedHashMap<>();
        ForestState.Header header = votes.write(arrays);
        arrays.put("rows", weights);
        ArrayFile.of(KIND, header, arrays).write(out);
    }

    private static AdaboostState read(Checkpoint checkpoint) {
        try {
            byte[] bytes = checkpoint.state();
            ArrayFile file = ArrayFile.read(KIND, new ByteArrayInputStream(bytes), bytes.length);
            return new AdaboostState(ForestState.read(file), file.doubles("rows"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
