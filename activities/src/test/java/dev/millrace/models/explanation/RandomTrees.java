package dev.millrace.models.explanation;

import dev.millrace.models.Feature;
import dev.millrace.models.FlatTrees;
import dev.millrace.models.Matrix;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Trees grown by chance: features come again further down, and one split may send everything to one side. */
final class RandomTrees {
    private final Random random;
    private final int features;
    private final int width;
    private final boolean missing;

    RandomTrees(long seed, int features, int width, boolean missing) {
        this.random = new Random(seed);
        this.features = features;
        this.width = width;
        this.missing = missing;
    }

    FlatTrees grow(int trees, int depth) {
        return FlatTrees.concat(
                IntStream.range(0, trees).mapToObj(tree -> grow(depth)).toList());
    }

    Matrix rows(int count) {
        float[] values = new float[count * features];
        for (int i = 0; i < values.length; i++) {
            values[i] = missing && random.nextInt(4) == 0 ? Float.NaN : (float) random.nextGaussian();
        }
        List<Feature> names = IntStream.range(0, features)
                .mapToObj(f -> new Feature("f" + f, "f" + f))
                .toList();
        return new Matrix(count, names, values);
    }

    private FlatTrees grow(int depth) {
        record Open(int depth, float cover) {}
        List<Integer> nodes = new ArrayList<>();
        List<Float> leaves = new ArrayList<>();
        List<Float> covers = new ArrayList<>();
        Deque<Open> open = new ArrayDeque<>();
        open.add(new Open(0, 100));
        int planned = 1;
        while (!open.isEmpty()) {
            Open node = open.remove();
            covers.add(node.cover());
            if (node.depth() < depth && random.nextInt(8) > 0) {
                float left = random.nextInt(10) == 0 ? 0 : node.cover() * random.nextFloat();
                nodes.add(random.nextInt(features) + (missing && random.nextBoolean() ? features : 0));
                nodes.add(FlatTrees.key((float) random.nextGaussian()));
                nodes.add(planned);
                planned += 2;
                open.add(new Open(node.depth() + 1, left));
                open.add(new Open(node.depth() + 1, node.cover() - left));
            } else {
                nodes.addAll(List.of(0, 0, ~(leaves.size() / width)));
                IntStream.range(0, width).forEach(c -> leaves.add(random.nextFloat()));
            }
        }
        return new FlatTrees(
                features,
                width,
                new int[] {0},
                nodes.stream().mapToInt(i -> i).toArray(),
                floats(leaves),
                floats(covers));
    }

    private static float[] floats(List<Float> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }
}
