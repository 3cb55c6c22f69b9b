package dev.millrace.training.algorithm;

import dev.millrace.models.ArrayFile;
import dev.millrace.models.FlatForest;
import dev.millrace.models.FlatTrees;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The trees grown so far. */
final class ForestState {
    private static final String KIND = "forest checkpoint";

    private final List<FlatTrees> trees = new ArrayList<>();
    private double[] weights = new double[0];
    private final double[] importance;

    private ForestState(double[] importance) {
        this.importance = importance;
    }

    static ForestState of(Optional<Checkpoint> checkpoint, int features) {
        return checkpoint.map(ForestState::read).orElseGet(() -> new ForestState(new double[features]));
    }

    int size() {
        return weights.length;
    }

    void add(List<GrownTree> batch) {
        int before = weights.length;
        weights = java.util.Arrays.copyOf(weights, before + batch.size());
        for (int i = 0; i < batch.size(); i++) {
            GrownTree tree = batch.get(i);
            trees.add(tree.tree());
            weights[before + i] = tree.weight();
            for (int f = 0; f < importance.length; f++) {
                importance[f] += tree.importance()[f];
            }
        }
    }

    double[] importance() {
        return importance.clone();
    }

    /** Trees that were never right weigh nothing; where that is all of them, each counts the same. */
    FlatForest forest() {
        double[] votes = weights.clone();
        if (java.util.Arrays.stream(votes).sum() == 0) {
            java.util.Arrays.fill(votes, 1);
        }
        return new FlatForest(FlatTrees.concat(trees), votes);
    }

    void write(OutputStream out) throws IOException {
        Map<String, Object> arrays = new LinkedHashMap<>();
        Header header = write(arrays);
        ArrayFile.of(KIND, header, arrays).write(out);
    }

    /** Puts the arrays of a checkpoint into {@code arrays}, and answers its header. */
    Header write(Map<String, Object> arrays) {
        FlatTrees all = FlatTrees.concat(trees);
        arrays.put("roots", all.roots());
        arrays.put("nodes", all.nodes());
        arrays.put("leaves", all.leaves());
        arrays.put("covers", all.covers());
        arrays.put("weights", weights);
        arrays.put("importance", importance);
        return new Header(all.features(), all.width());
    }

    /** Takes the arrays out of a checkpoint. */
    static ForestState read(ArrayFile file) {
        ForestState state = new ForestState(file.doubles("importance"));
        Header header = file.header(Header.class);
        float[] covers = file.arrays().containsKey("covers") ? file.floats("covers") : new float[0];
        state.trees.add(new FlatTrees(
                header.features(),
                header.width(),
                file.ints("roots"),
                file.ints("nodes"),
                file.floats("leaves"),
                covers));
        state.weights = file.doubles("weights");
        return state;
    }

    private static ForestState read(Checkpoint checkpoint) {
        try {
            byte[] bytes = checkpoint.state();
            return read(ArrayFile.read(KIND, new ByteArrayInputStream(bytes), bytes.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Header(int features, int width) {}
}
