package dev.millrace.models.explanation;

import dev.millrace.models.Matrix;
import dev.millrace.models.Predictor;
import java.util.SplittableRandom;

/**
 * Shapley values by permutation sampling (Štrumbelj and Kononenko 2014), for any predictor: from each background row, the
 * row's columns are put in one after the other, in a random order and in its reverse, and each step's change is what its
 * column contributes. The orders are the same for every row. Contributions add up exactly; their noise falls with the
 * number of background rows.
 */
final class SamplingShap implements Explainer {
    private static final int VALUES_AT_ONCE = 1 << 20;

    private final Predictor predictor;
    private final OutputSpace space;
    private final Matrix background;
    private final Columns columns;
    private final int[][] orders;
    private final double[] outputs;

    SamplingShap(Predictor predictor, OutputSpace space, Matrix background, Columns columns) {
        this.predictor = predictor;
        this.space = space;
        this.background = background;
        this.columns = columns;
        orders = orders(background.rows(), columns.count());
        outputs = predictor.predict(background);
    }

    @Override
    public OutputSpace space() {
        return space;
    }

    @Override
    public Attributions explain(Matrix matrix, int[] explained) {
        Attributions found = Attributions.zero(matrix.rows(), columns.count());
        double[] predicted = predictor.predict(matrix);
        for (int row = 0; row < matrix.rows(); row++) {
            int output = explained[row];
            for (int i = 0; i < background.rows(); i++) {
                found.base()[row] += outputs[i * predictor.outputs() + output] / background.rows();
            }
            walk(matrix, row, output, predicted[row * predictor.outputs() + output], found);
        }
        return found;
    }

    private void walk(Matrix matrix, int row, int output, double reached, Attributions found) {
        int steps = columns.count() - 1;
        int orderAtOnce = Math.max(1, VALUES_AT_ONCE / Math.max(1, steps * matrix.width()));
        for (int first = 0; first < orders.length; first += orderAtOnce) {
            int end = Math.min(orders.length, first + orderAtOnce);
            double[] between = steps == 0 ? new double[0] : predictor.predict(mixtures(matrix, row, first, end));
            for (int n = first; n < end; n++) {
                double before = outputs[n / 2 * predictor.outputs() + output];
                for (int step = 0; step <= steps; step++) {
                    double after = step == steps
                            ? reached
                            : between[((n - first) * steps + step) * predictor.outputs() + output];
                    found.contributions()[row * columns.count() + orders[n][step]] += (after - before) / orders.length;
                    before = after;
                }
            }
        }
    }

    /** For each order all its steps but the last, which would be the row itself. */
    private Matrix mixtures(Matrix matrix, int row, int first, int end) {
        int steps = columns.count() - 1;
        int width = matrix.width();
        float[] values = new float[(end - first) * steps * width];
        int[] place = new int[columns.count()];
        for (int n = first; n < end; n++) {
            for (int step = 0; step < place.length; step++) {
                place[orders[n][step]] = step;
            }
            for (int step = 0; step < steps; step++) {
                int to = ((n - first) * steps + step) * width;
                for (int feature = 0; feature < width; feature++) {
                    boolean known = place[columns.ofFeature()[feature]] <= step;
                    values[to + feature] = known ? matrix.get(row, feature) : background.get(n / 2, feature);
                }
            }
        }
        return new Matrix((end - first) * steps, matrix.features(), values);
    }

    /** Two for each background row: a random order and its reverse. */
    private static int[][] orders(int rows, int count) {
        SplittableRandom random = new SplittableRandom(count);
        int[][] orders = new int[2 * rows][count];
        for (int n = 0; n < orders.length; n += 2) {
            for (int i = 0; i < count; i++) {
                int other = random.nextInt(i + 1);
                orders[n][i] = orders[n][other];
                orders[n][other] = i;
            }
            for (int i = 0; i < count; i++) {
                orders[n + 1][i] = orders[n][count - 1 - i];
            }
        }
        return orders;
    }

    @Override
    public double cost() {
        return predictor.steps() * orders.length * columns.count();
    }
}
