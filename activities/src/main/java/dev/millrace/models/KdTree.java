package dev.millrace.models;

import java.util.stream.IntStream;

/**
 * Points by where they lie (Bentley 1975): every node splits its points in halves at the median of the feature in which they
 * are spread most, and whole branches too far from a query are never looked at.
 */
public final class KdTree {
    /** The leaves have from half as many points to as many. */
    private static final int LEAF = 64;

    private final int width;
    private final int[] numbers;
    private final float[] points;
    private final int[] splitFeatures;
    private final float[] splitValues;

    /**
     * @param points row by row, {@code width} numbers each, all finite
     * @param goesOn is called before every split, and may throw to end it
     */
    public KdTree(int width, float[] points, Runnable goesOn) {
        if (width < 1 || points.length == 0 || points.length % width != 0) {
            throw new IllegalArgumentException(points.length + " numbers are not points of " + width + " features");
        }
        for (float value : points) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("a point has a value that is not a finite number");
            }
        }
        this.width = width;
        int rows = points.length / width;
        int inner = 1;
        while (Math.ceilDiv(rows, inner) > LEAF) {
            inner *= 2;
        }
        splitFeatures = new int[inner];
        splitValues = new float[inner];
        numbers = IntStream.range(0, rows).toArray();
        split(points, 1, 0, rows, goesOn);
        this.points = new float[points.length];
        fill(points, 1, 0, rows);
    }

    /** A leaf's points lie side by side feature by feature, so that distances compile to vector instructions. */
    private void fill(float[] from, int node, int low, int high) {
        if (node < splitFeatures.length) {
            int middle = (low + high) >>> 1;
            fill(from, 2 * node, low, middle);
            fill(from, 2 * node + 1, middle, high);
            return;
        }
        int at = low * width;
        for (int j = 0; j < width; j++) {
            for (int i = low; i < high; i++) {
                points[at++] = from[numbers[i] * width + j];
            }
        }
    }

    int width() {
        return width;
    }

    /** The points in the order of their numbers. */
    float[] points() {
        float[] ordered = new float[points.length];
        copy(ordered, 1, 0, numbers.length);
        return ordered;
    }

    private void copy(float[] to, int node, int low, int high) {
        if (node < splitFeatures.length) {
            int middle = (low + high) >>> 1;
            copy(to, 2 * node, low, middle);
            copy(to, 2 * node + 1, middle, high);
            return;
        }
        int at = low * width;
        for (int j = 0; j < width; j++) {
            for (int i = low; i < high; i++) {
                to[numbers[i] * width + j] = points[at++];
            }
        }
    }

    /** Takes what a search finds. */
    public interface Visitor {
        /** Whether there is any use in points at this squared distance or farther. */
        boolean mayTake(double squared);

        void offer(int number, double squared);
    }

    /** Shows the visitor the points around the one that begins at {@code query[at]}, the near ones first. */
    public void search(float[] query, int at, Visitor visitor) {
        new Search(query, at, visitor).visit(1, 0, numbers.length, 0);
    }

    private void split(float[] from, int node, int low, int high, Runnable goesOn) {
        if (node >= splitFeatures.length) {
            return;
        }
        goesOn.run();
        int feature = widest(from, low, high);
        int middle = (low + high) >>> 1;
        select(from, feature, low, high - 1, middle);
        splitFeatures[node] = feature;
        splitValues[node] = from[numbers[middle] * width + feature];
        split(from, 2 * node, low, middle, goesOn);
        split(from, 2 * node + 1, middle, high, goesOn);
    }

    private int widest(float[] from, int low, int high) {
        float[] min = new float[width];
        float[] max = new float[width];
        System.arraycopy(from, numbers[low] * width, min, 0, width);
        System.arraycopy(from, numbers[low] * width, max, 0, width);
        for (int i = low + 1; i < high; i++) {
            int at = numbers[i] * width;
            for (int j = 0; j < width; j++) {
                min[j] = Math.min(min[j], from[at + j]);
                max[j] = Math.max(max[j], from[at + j]);
            }
        }
        int widest = 0;
        for (int j = 1; j < width; j++) {
            widest = max[j] - min[j] > max[widest] - min[widest] ? j : widest;
        }
        return widest;
    }

    /** Hoare's selection: what belongs at {@code middle} gets there, smaller ones before it. */
    private void select(float[] from, int feature, int first, int last, int middle) {
        int low = first;
        int high = last;
        while (low < high) {
            int pivot = numbers[(low + high) >>> 1];
            int i = low;
            int j = high;
            while (i <= j) {
                while (before(from, feature, numbers[i], pivot)) {
                    i++;
                }
                while (before(from, feature, pivot, numbers[j])) {
                    j--;
                }
                if (i <= j) {
                    int swapped = numbers[i];
                    numbers[i++] = numbers[j];
                    numbers[j--] = swapped;
                }
            }
            if (middle <= j) {
                high = j;
            } else if (middle >= i) {
                low = i;
            } else {
                return;
            }
        }
    }

    /** Equal values are ordered by number, so that many equal ones do not slow the selection down. */
    private boolean before(float[] from, int feature, int left, int right) {
        float a = from[left * width + feature];
        float b = from[right * width + feature];
        return a < b || (a == b && left < right);
    }

    /** One walk through the tree, with what it needs to remember. */
    private final class Search {
        private final float[] query;
        private final int at;
        private final Visitor visitor;
        private final double[] offsets = new double[width];
        private final double[] squared = new double[LEAF + 1];

        Search(float[] query, int at, Visitor visitor) {
            this.query = query;
            this.at = at;
            this.visitor = visitor;
        }

        /** @param reach the squared distance of the node's box from the query, the sum of the squares of the offsets */
        void visit(int node, int low, int high, double reach) {
            if (node >= splitFeatures.length) {
                scan(low, high);
                return;
            }
            int feature = splitFeatures[node];
            int middle = (low + high) >>> 1;
            double gap = (double) query[at + feature] - splitValues[node];
            boolean left = gap < 0;
            int near = left ? 2 * node : 2 * node + 1;
            visit(near, left ? low : middle, left ? middle : high, reach);
            double before = offsets[feature];
            double farther = reach - before * before + gap * gap;
            if (visitor.mayTake(farther)) {
                offsets[feature] = gap;
                visit(near ^ 1, left ? middle : low, left ? high : middle, farther);
                offsets[feature] = before;
            }
        }

        private void scan(int low, int high) {
            int count = high - low;
            java.util.Arrays.fill(squared, 0, count, 0);
            for (int j = 0; j < width; j++) {
                add(query[at + j], low * width + j * count, count);
            }
            for (int i = 0; i < count; i++) {
                visitor.offer(numbers[low + i], squared[i]);
            }
        }

        private void add(double value, int from, int count) {
            for (int i = 0; i < count; i++) {
                double gap = value - points[from + i];
                squared[i] += gap * gap;
            }
        }
    }

    long bytes() {
        return 64 + 4L * points.length + 4L * numbers.length + 8L * splitFeatures.length;
    }
}
