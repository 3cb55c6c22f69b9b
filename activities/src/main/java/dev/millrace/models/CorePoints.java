package dev.millrace.models;

import java.util.Arrays;

/** A row is in the cluster of the nearest core point (of lower number, if several are), or noise where none is within epsilon. */
public final class CorePoints implements Predictor {
    private final double epsilon;
    private final int[] clusters;
    private final KdTree tree;

    /**
     * @param points row by row, as many as there are {@code clusters}
     * @param goesOn is called often while the tree over the points is built, and may throw to end it
     */
    public CorePoints(double epsilon, float[] points, int[] clusters, Runnable goesOn) {
        if (!(epsilon > 0) || clusters.length == 0 || points.length % clusters.length != 0) {
            throw new IllegalArgumentException(points.length + " numbers are not " + clusters.length
                    + " points that are looked for within " + epsilon);
        }
        if (Arrays.stream(clusters).anyMatch(cluster -> cluster < 0)) {
            throw new IllegalArgumentException("a core point is in no cluster");
        }
        this.epsilon = epsilon;
        this.clusters = clusters;
        this.tree = new KdTree(points.length / clusters.length, points, goesOn);
    }

    double epsilon() {
        return epsilon;
    }

    int[] clusters() {
        return clusters;
    }

    float[] points() {
        return tree.points();
    }

    int features() {
        return tree.width();
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public double[] predict(Matrix matrix) {
        double[] answers = new double[matrix.rows()];
        Closest closest = new Closest();
        for (int row = 0; row < answers.length; row++) {
            closest.forget();
            tree.search(matrix.values(), row * features(), closest);
            answers[row] = closest.number < 0 ? Predictions.Clusters.NOISE : clusters[closest.number];
        }
        return answers;
    }

    @Override
    public double steps() {
        return (double) clusters.length * tree.width();
    }

    @Override
    public long bytes() {
        return 64 + 4L * clusters.length + tree.bytes();
    }

    /** The nearest point a search has met within epsilon. */
    private final class Closest implements KdTree.Visitor {
        private int number;
        private double squared;

        void forget() {
            number = -1;
            squared = epsilon * epsilon;
        }

        @Override
        public boolean mayTake(double distance) {
            return distance <= squared;
        }

        @Override
        public void offer(int point, double distance) {
            if (distance < squared || (distance == squared && (number < 0 || point < number))) {
                number = point;
                squared = distance;
            }
        }
    }
}
