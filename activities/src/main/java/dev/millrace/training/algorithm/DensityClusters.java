package dev.millrace.training.algorithm;

import dev.millrace.models.KdTree;
import dev.millrace.models.Matrix;
import java.util.Arrays;

/** Joins core points that are near each other. */
final class DensityClusters {
    private final KdTree tree;
    private final Matrix matrix;
    private final int[] core;
    private final FitMonitor monitor;
    /** Of each row its place among the core points, -1 where it is none. */
    private final int[] places;

    DensityClusters(KdTree tree, Matrix matrix, int[] core, FitMonitor monitor) {
        this.tree = tree;
        this.matrix = matrix;
        this.core = core;
        this.monitor = monitor;
        this.places = new int[matrix.rows()];
        Arrays.fill(places, -1);
        for (int i = 0; i < core.length; i++) {
            places[core[i]] = i;
        }
    }

    /** The cluster of each core point, numbered in the order of their first rows. Tells progress from a half on. */
    int[] within(double epsilon) {
        DisjointSets sets = new DisjointSets(core.length);
        for (int i = 0; i < core.length; i++) {
            monitor.throwIfCancelled();
            if (i % 1024 == 0) {
                monitor.progress(0.5 + 0.5 * i / core.length);
            }
            tree.search(matrix.values(), core[i] * matrix.width(), new Join(sets, i, epsilon * epsilon));
        }
        return sets.numbers();
    }

    private final class Join implements KdTree.Visitor {
        private final DisjointSets sets;
        private final int point;
        private final double reach;

        Join(DisjointSets sets, int point, double reach) {
            this.sets = sets;
            this.point = point;
            this.reach = reach;
        }

        @Override
        public boolean mayTake(double squared) {
            return squared <= reach;
        }

        @Override
        public void offer(int row, double squared) {
            if (squared <= reach && places[row] >= 0) {
                sets.join(point, places[row]);
            }
        }
    }
}
