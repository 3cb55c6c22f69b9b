package dev.millrace.models;

import java.util.List;

/** Puts the trees of several parts into one set of arrays. */
final class FlatTreesMerge {
    private FlatTreesMerge() {}

    static FlatTrees of(List<FlatTrees> parts) {
        int width = parts.getFirst().width();
        int[] roots = new int[size(parts.stream().mapToLong(FlatTrees::trees).sum())];
        int[] nodes =
                new int[size(parts.stream().mapToLong(p -> p.nodes().length).sum())];
        float[] leaves =
                new float[size(parts.stream().mapToLong(p -> p.leaves().length).sum())];
        float[] covers = new float[parts.stream().allMatch(FlatTrees::hasCovers) ? nodes.length / FlatTrees.NODE : 0];
        int root = 0;
        int node = 0;
        int leaf = 0;
        for (FlatTrees part : parts) {
            int firstNode = node / FlatTrees.NODE;
            for (int r : part.roots()) {
                roots[root++] = r + firstNode;
            }
            System.arraycopy(part.nodes(), 0, nodes, node, part.nodes().length);
            for (int at = node + 2; at < node + part.nodes().length; at += FlatTrees.NODE) {
                nodes[at] = nodes[at] >= 0 ? nodes[at] + firstNode : nodes[at] - leaf / width;
            }
            System.arraycopy(part.leaves(), 0, leaves, leaf, part.leaves().length);
            if (covers.length > 0) {
                System.arraycopy(part.covers(), 0, covers, firstNode, part.covers().length);
            }
            node += part.nodes().length;
            leaf += part.leaves().length;
        }
        return new FlatTrees(parts.getFirst().features(), width, roots, nodes, leaves, covers);
    }

    private static int size(long wanted) {
        if (wanted > Integer.MAX_VALUE - 8) {
            throw new OutOfMemoryError("the forest has " + wanted + " numbers; fewer or smaller trees are needed");
        }
        return (int) wanted;
    }
}
