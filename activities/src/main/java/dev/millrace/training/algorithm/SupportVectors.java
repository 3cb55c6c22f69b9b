package dev.millrace.training.algorithm;

import dev.millrace.models.KernelExpansion;
import dev.millrace.models.KernelFunction;
import dev.millrace.models.KernelPairs;
import dev.millrace.models.KernelRows;
import dev.millrace.models.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Keeps of a machine the rows that it needs; of those of all pairs, rows that several of them need once. */
final class SupportVectors {
    private SupportVectors() {}

    /** A sum over the rows whose coefficients are not 0. */
    static KernelExpansion expansion(Matrix matrix, KernelFunction kernel, double[] coefficients, double intercept) {
        int width = matrix.width();
        int[] kept = IntStream.range(0, coefficients.length)
                .filter(row -> coefficients[row] != 0)
                .toArray();
        float[] values = new float[kept.length * width];
        for (int i = 0; i < kept.length; i++) {
            System.arraycopy(matrix.values(), kept[i] * width, values, i * width, width);
        }
        return new KernelExpansion(
                new KernelRows(kernel, width, values),
                IntStream.of(kept).mapToDouble(row -> coefficients[row]).toArray(),
                intercept);
    }

    static KernelPairs of(FitInput input, KernelFunction kernel, int[][] byClass, List<PairFit> fits) {
        int classes = byClass.length;
        double[][] byRow = coefficients(input.train().rows(), byClass, fits);
        int[] ends = new int[classes];
        int[] kept =
                new int[(int) Arrays.stream(byRow).filter(row -> row.length > 0).count()];
        int count = 0;
        for (int c = 0; c < classes; c++) {
            for (int row : byClass[c]) {
                if (byRow[row].length > 0) {
                    kept[count++] = row;
                }
            }
            ends[c] = count;
        }
        int width = input.train().features().width();
        float[] values = new float[count * width];
        double[] coefficients = new double[count * (classes - 1)];
        for (int i = 0; i < count; i++) {
            System.arraycopy(input.train().features().values(), kept[i] * width, values, i * width, width);
            System.arraycopy(byRow[kept[i]], 0, coefficients, i * (classes - 1), classes - 1);
        }
        return new KernelPairs(
                new KernelRows(kernel, width, values),
                ends,
                coefficients,
                fits.stream().mapToDouble(fit -> fit.machine().intercept()).toArray(),
                fits.stream().mapToDouble(fit -> fit.scaling().slope()).toArray(),
                fits.stream().mapToDouble(fit -> fit.scaling().shift()).toArray());
    }

    /** Of each row that is a support vector its coefficients, one for each other class; of other rows nothing. */
    private static double[][] coefficients(int rows, int[][] byClass, List<PairFit> fits) {
        int others = byClass.length - 1;
        double[][] byRow = new double[rows][0];
        for (PairFit fit : fits) {
            int firsts = byClass[fit.first()].length;
            for (int i = 0; i < fit.machine().rows().length; i++) {
                int number = fit.machine().rows()[i];
                boolean first = number < firsts;
                int row = first ? byClass[fit.first()][number] : byClass[fit.second()][number - firsts];
                if (byRow[row].length == 0) {
                    byRow[row] = new double[others];
                }
                byRow[row][first ? fit.second() - 1 : fit.first()] =
                        fit.machine().coefficients()[i];
            }
        }
        return byRow;
    }
}
