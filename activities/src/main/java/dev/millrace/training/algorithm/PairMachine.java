package dev.millrace.training.algorithm;

import dev.millrace.models.KernelFunction;
import dev.millrace.models.KernelRows;
import dev.millrace.models.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A support vector machine that tells two classes apart. {@code rows} are those of the first class, then those of the
 * second; {@code costs} is what an error costs in each.
 */
record PairMachine(
        Matrix matrix, KernelFunction kernel, int[] rows, int firsts, double[] costs, double tolerance, long bytes) {
    /** Platt's margins are those of machines that have not seen the row. */
    static final int FOLDS = 5;

    /** Coefficients of the given rows; the margin is the kernel sum plus the intercept, above 0 for the first class. */
    record Machine(int[] rows, double[] coefficients, double intercept) {}

    Machine fit(Runnable goesOn) {
        return fit(IntStream.range(0, rows.length).toArray(), goesOn);
    }

    private Machine fit(int[] chosen, Runnable goesOn) {
        int count = chosen.length;
        double[] linear = new double[count];
        double[] low = new double[count];
        double[] high = new double[count];
        int firstsChosen = 0;
        for (int i = 0; i < count; i++) {
            boolean first = chosen[i] < firsts;
            firstsChosen += first ? 1 : 0;
            linear[i] = first ? -1 : 1;
            low[i] = first ? 0 : -costs[1];
            high[i] = first ? costs[0] : 0;
        }
        if (firstsChosen == 0 || firstsChosen == count) {
            return new Machine(new int[0], new double[0], firstsChosen == 0 ? -1 : 1);
        }
        KernelRows compared = new KernelRows(kernel, matrix.width(), values(chosen));
        SmoSolver.Solution solution = SmoSolver.solve(
                new KernelColumns(compared, bytes, goesOn), linear, low, high, new double[count], tolerance);
        int[] support =
                IntStream.range(0, count).filter(i -> solution.b()[i] != 0).toArray();
        return new Machine(
                Arrays.stream(support).map(i -> chosen[i]).toArray(),
                Arrays.stream(support).mapToDouble(i -> solution.b()[i]).toArray(),
                -solution.offset());
    }

    /** The margins of every {@link #FOLDS}-th of the shuffled rows, by a machine fitted on the others; NaN for the rest. */
    double[] foldMargins(int fold, long seed, Runnable goesOn) {
        int[] shuffled = shuffled(seed);
        List<Integer> others = new ArrayList<>();
        List<Integer> held = new ArrayList<>();
        for (int i = 0; i < shuffled.length; i++) {
            (i % FOLDS == fold ? held : others).add(shuffled[i]);
        }
        Machine machine = fit(others.stream().mapToInt(Integer::intValue).toArray(), goesOn);
        KernelRows support = new KernelRows(kernel, matrix.width(), values(machine.rows()));
        double[] alike = new double[support.size()];
        double[] margins = new double[rows.length];
        Arrays.fill(margins, Double.NaN);
        for (int row : held) {
            goesOn.run();
            support.compare(matrix.values(), rows[row] * matrix.width(), alike);
            margins[row] = machine.intercept();
            for (int i = 0; i < alike.length; i++) {
                margins[row] += machine.coefficients()[i] * alike[i];
            }
        }
        return margins;
    }

    private int[] shuffled(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = IntStream.range(0, rows.length).toArray();
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        return order;
    }

    private float[] values(int[] chosen) {
        int width = matrix.width();
        float[] values = new float[chosen.length * width];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(matrix.values(), rows[chosen[i]] * width, values, i * width, width);
        }
        return values;
    }
}
