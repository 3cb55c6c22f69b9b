package dev.millrace.training.algorithm;

/**
 * Minimises {@code b'Kb / 2 + q'b} for {@code low <= b <= high} while the sum of {@code b} stays what it is: two
 * coordinates at a time, chosen by second order information (Fan, Chen and Lin 2005). Where there are more coordinates than
 * rows, coordinate {@code i} is about row {@code i % rows}.
 */
final class SmoSolver {
    private static final double FLAT = 1e-12;
    private static final int FEWEST_STEPS = 10_000_000;

    private final KernelColumns kernel;
    private final double[] diagonal;
    private final double[] low;
    private final double[] high;
    private final double[] b;
    private final double[] gradient;
    private final double tolerance;
    private double most;
    private double least;

    /** {@code offset} is what the kernel sums are to be lowered by, to be 0 at the margin. */
    record Solution(double[] b, double offset) {}

    private SmoSolver(
            KernelColumns kernel, double[] linear, double[] low, double[] high, double[] start, double tolerance) {
        this.kernel = kernel;
        this.diagonal = kernel.diagonal();
        this.low = low;
        this.high = high;
        this.b = start.clone();
        this.gradient = linear.clone();
        this.tolerance = tolerance;
    }

    /** @param start values within the bounds, whose sum is kept */
    static Solution solve(
            KernelColumns kernel, double[] linear, double[] low, double[] high, double[] start, double tolerance) {
        SmoSolver solver = new SmoSolver(kernel, linear, low, high, start, tolerance);
        solver.addStart();
        int rows = kernel.size();
        long steps = Math.max(FEWEST_STEPS, 100L * rows);
        while (steps-- > 0 && solver.step()) {
            kernel.look(3L * linear.length);
        }
        return new Solution(solver.b, solver.offset());
    }

    private void addStart() {
        for (int i = 0; i < b.length; i++) {
            if (b[i] != 0) {
                kernel.look(b.length);
                add(b[i], kernel.column(i % kernel.size()));
            }
        }
    }

    private void add(double factor, float[] column) {
        for (int first = 0; first < gradient.length; first += column.length) {
            for (int k = 0; k < column.length; k++) {
                gradient[first + k] += factor * column[k];
            }
        }
    }

    /** Whether there was a pair of coordinates to change. */
    private boolean step() {
        int up = steepest();
        if (up < 0) {
            return false;
        }
        float[] upColumn = kernel.column(up % kernel.size());
        int down = partner(up, upColumn);
        if (down < 0 || least + most < tolerance) {
            return false;
        }
        float[] downColumn = kernel.column(down % kernel.size());
        double step = (most + gradient[down]) / curvature(up, down, upColumn);
        double roomUp = high[up] - b[up];
        double roomDown = b[down] - low[down];
        step = Math.min(step, Math.min(roomUp, roomDown));
        b[up] = step == roomUp ? high[up] : b[up] + step;
        b[down] = step == roomDown ? low[down] : b[down] - step;
        for (int first = 0; first < gradient.length; first += upColumn.length) {
            for (int k = 0; k < upColumn.length; k++) {
                gradient[first + k] += step * (upColumn[k] - downColumn[k]);
            }
        }
        return true;
    }

    /** The coordinate whose growth lowers the objective most; {@code most} by how much. */
    private int steepest() {
        int found = -1;
        most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < b.length; i++) {
            if (-gradient[i] > most && b[i] < high[i]) {
                most = -gradient[i];
                found = i;
            }
        }
        return found;
    }

    /** The coordinate to lower in exchange; {@code least} is the largest gradient of any that can be lowered. */
    private int partner(int up, float[] upColumn) {
        int found = -1;
        double best = 0;
        least = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < b.length; j++) {
            if (b[j] > low[j]) {
                least = Math.max(least, gradient[j]);
                double slope = most + gradient[j];
                if (slope > 0) {
                    double gain = slope * slope / curvature(up, j, upColumn);
                    if (gain > best) {
                        best = gain;
                        found = j;
                    }
                }
            }
        }
        return found;
    }

    private double curvature(int up, int down, float[] upColumn) {
        int rows = upColumn.length;
        int row = down < rows ? down : down - rows;
        double curvature = diagonal[up < rows ? up : up - rows] + diagonal[row] - 2.0 * upColumn[row];
        return Math.max(curvature, FLAT);
    }

    /** The gradient where a coordinate is free; between the bounds of all where none is. */
    private double offset() {
        double sum = 0;
        int free = 0;
        double above = Double.POSITIVE_INFINITY;
        double below = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < b.length; i++) {
            if (b[i] > low[i] && b[i] < high[i]) {
                sum += gradient[i];
                free++;
            } else if (b[i] < high[i]) {
                above = Math.min(above, gradient[i]);
            } else if (b[i] > low[i]) {
                below = Math.max(below, gradient[i]);
            }
        }
        if (free > 0) {
            return sum / free;
        }
        return Double.isInfinite(above) ? Math.max(below, -Double.MAX_VALUE) : middle(above, below);
    }

    private static double middle(double above, double below) {
        return Double.isInfinite(below) ? above : (above + below) / 2;
    }
}
