package dev.millrace.training.algorithm;

import dev.millrace.models.Matrix;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The training rows, less those set apart to see when more rounds stop helping. Chosen by the seed, of each class the same
 * share; none where the fit is not to stop early.
 */
record ValidationPart(PreparedMatrix train, @Nullable PreparedMatrix validation) {
    static ValidationPart of(FitInput input) {
        PreparedMatrix all = input.train();
        if (input.parameters().asMap().get("early_stopping_rounds") == null) {
            return new ValidationPart(all, null);
        }
        boolean[] apart = apart(all, input.classes() > 0, input.parameters().real("validation_fraction"), input.seed());
        PreparedMatrix validation = part(all, apart, true);
        if (validation.rows() == 0) {
            throw new Problem(
                    ProblemType.TRAINING_IMPOSSIBLE,
                    all.rows() + " training rows are too few to keep some for validation; leave out"
                            + " early_stopping_rounds, or give more rows or a larger validation_fraction");
        }
        return new ValidationPart(part(all, apart, false), validation);
    }

    private static boolean[] apart(PreparedMatrix all, boolean stratified, double fraction, long seed) {
        Map<Double, List<Integer>> strata = new TreeMap<>();
        for (int row = 0; row < all.rows(); row++) {
            strata.computeIfAbsent(stratified ? all.target()[row] : 0, any -> new ArrayList<>())
                    .add(row);
        }
        boolean[] apart = new boolean[all.rows()];
        Random random = new Random(seed);
        for (List<Integer> rows : strata.values()) {
            Collections.shuffle(rows, random);
            long share = Math.min(Math.round(fraction * rows.size()), rows.size() - 1L);
            rows.subList(0, (int) share).forEach(row -> apart[row] = true);
        }
        return apart;
    }

    private static PreparedMatrix part(PreparedMatrix all, boolean[] apart, boolean wanted) {
        int rows = 0;
        for (boolean one : apart) {
            rows += one == wanted ? 1 : 0;
        }
        int width = all.features().width();
        float[] values = new float[rows * width];
        double[] target = new double[rows];
        int to = 0;
        for (int row = 0; row < apart.length; row++) {
            if (apart[row] == wanted) {
                System.arraycopy(all.features().values(), row * width, values, to * width, width);
                target[to++] = all.target()[row];
            }
        }
        return new PreparedMatrix(new Matrix(rows, all.features().features(), values), target);
    }
}
