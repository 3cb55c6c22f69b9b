package dev.millrace.models;

/**
 * Takes blocks of rows through trees. A block is large, so that a tree is read into the processor's cache once for many
 * rows. Inside it, groups of rows go down one level after the other, so that the processor works on many rows at once, and
 * without branches, which on trees it would guess wrong half the time; rows at a leaf drop out.
 */
final class TreeWalk {
    private static final int BLOCK = 16_384;
    private static final int BLOCK_VALUES = 1 << 20;
    private static final int GROUP = 64;

    private final FlatTrees trees;
    private final Matrix matrix;
    private final boolean missing;
    private final int stride;
    private final int[] keys;
    private final int[] at = new int[GROUP];
    private final int[] active = new int[GROUP];
    private int first;
    private int rows;

    /** @param missing whether the matrix may have missing values; without it they go right */
    TreeWalk(FlatTrees trees, Matrix matrix, boolean missing) {
        if (matrix.width() != trees.features()) {
            throw new IllegalArgumentException(
                    "the trees take " + trees.features() + " features, not " + matrix.width());
        }
        this.trees = trees;
        this.matrix = matrix;
        this.missing = missing;
        this.stride = missing ? 2 * matrix.width() : matrix.width();
        this.keys = new int[Math.min(matrix.rows(), Math.clamp(BLOCK_VALUES / stride, GROUP, BLOCK)) * stride];
    }

    /** Takes up the next block; false after the last. */
    boolean next() {
        first += rows;
        rows = Math.min(keys.length / stride, matrix.rows() - first);
        int width = matrix.width();
        for (int row = 0; row < rows; row++) {
            int from = (first + row) * width;
            int to = row * stride;
            for (int feature = 0; feature < width; feature++) {
                float value = matrix.values()[from + feature];
                int key = FlatTrees.key(value);
                keys[to + feature] = key;
                if (missing) {
                    keys[to + width + feature] = Float.isNaN(value) ? Integer.MIN_VALUE : key;
                }
            }
        }
        return rows > 0;
    }

    /** The first row of the block. */
    int first() {
        return first;
    }

    /** The row after the last of the block. */
    int end() {
        return first + rows;
    }

    /** Writes the leaf of each row of the block to the row's place. */
    void leaves(int tree, int[] found) {
        for (int row = 0; row < rows; row += GROUP) {
            group(trees.roots()[tree] * FlatTrees.NODE, row, Math.min(GROUP, rows - row), found);
        }
    }

    private void group(int root, int from, int size, int[] found) {
        int[] nodes = trees.nodes();
        int count = nodes[root + 2] < 0 ? 0 : size;
        for (int i = 0; i < size; i++) {
            at[i] = root;
            active[i] = i;
        }
        while (count > 0) {
            int kept = 0;
            for (int i = 0; i < count; i++) {
                int row = active[i];
                int node = at[row];
                long difference = (long) nodes[node + 1] - keys[(from + row) * stride + nodes[node]];
                int child = (nodes[node + 2] + (int) (difference >>> 63)) * FlatTrees.NODE;
                at[row] = child;
                active[kept] = row;
                kept += ~nodes[child + 2] >>> 31;
            }
            count = kept;
        }
        for (int i = 0; i < size; i++) {
            found[first + from + i] = ~nodes[at[i] + 2];
        }
    }
}
