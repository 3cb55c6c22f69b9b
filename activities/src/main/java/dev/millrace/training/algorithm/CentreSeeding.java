package dev.millrace.training.algorithm;

import dev.millrace.models.RowBlocks;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * k-means++ (Arthur and Vassilvitskii 2007): each next centre is a row drawn by its squared distance from the nearest one so
 * far; of a few drawn rows the one is taken that leaves the least sum of distances.
 */
final class CentreSeeding {
    private final RowBlocks rows;
    private final SplittableRandom random;
    private final Runnable goesOn;

    CentreSeeding(RowBlocks rows, long seed, Runnable goesOn) {
        this.rows = rows;
        this.random = new SplittableRandom(seed);
        this.goesOn = goesOn;
    }

    /** @throws Problem when there are fewer than {@code k} different rows */
    double[] centres(int k) {
        int width = rows.width();
        double[] centres = new double[k * width];
        double[] closest = new double[rows.rows()];
        Arrays.fill(closest, Double.POSITIVE_INFINITY);
        int tries = 2 + (int) Math.log(k);
        closest = closer(random.nextInt(rows.rows()), closest, centres);
        for (int c = 1; c < k; c++) {
            double[] sums = sums(closest);
            if (sums[sums.length - 1] == 0) {
                throw tooFew(k, c);
            }
            double[] best = closest;
            double least = Double.POSITIVE_INFINITY;
            double[] centre = new double[width];
            for (int t = 0; t < tries; t++) {
                double[] left = closer(draw(sums), closest, centre);
                double sum = Arrays.stream(left).sum();
                if (sum < least) {
                    least = sum;
                    best = left;
                    System.arraycopy(centre, 0, centres, c * width, width);
                }
            }
            closest = best;
        }
        return centres;
    }

    static Problem tooFew(int k, int different) {
        return new Problem(
                ProblemType.TRAINING_IMPOSSIBLE,
                "k is " + k + ", and there are only " + different + " different rows; give a k of at most "
                        + different);
    }

    private int draw(double[] sums) {
        double at = random.nextDouble() * sums[sums.length - 1];
        int low = 0;
        int high = sums.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sums[middle] > at) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static double[] sums(double[] closest) {
        double[] sums = closest.clone();
        for (int i = 1; i < sums.length; i++) {
            sums[i] += sums[i - 1];
        }
        return sums;
    }

    /** The squared distances that are left once this row is a centre as well; its values go to {@code centre}. */
    private double[] closer(int row, double[] closest, double[] centre) {
        float[] values = new float[rows.width()];
        rows.row(row, values, 0);
        for (int j = 0; j < values.length; j++) {
            centre[j] = values[j];
        }
        double[] left = new double[closest.length];
        double[] block = new double[RowBlocks.BLOCK];
        for (int first = 0; first < left.length; first += RowBlocks.BLOCK) {
            goesOn.run();
            int count = rows.squaredDistances(first, centre, 0, block);
            for (int i = 0; i < count; i++) {
                left[first + i] = Math.min(block[i], closest[first + i]);
            }
        }
        return left;
    }
}
