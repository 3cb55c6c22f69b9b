package dev.millrace.training.algorithm;

import dev.millrace.models.RowBlocks;
import java.util.Arrays;

/**
 * Lloyd's algorithm: rows go to their nearest centre, centres to the mean of their rows, until neither moves. A centre that
 * is left without rows takes the row that is farthest from its own.
 */
final class Lloyd {
    private final RowBlocks rows;
    private final Runnable goesOn;
    private final double[] centres;
    private final int[] labels;
    private final int[] sizes;
    private final double[] squared;

    private Lloyd(RowBlocks rows, double[] centres, Runnable goesOn) {
        this.rows = rows;
        this.goesOn = goesOn;
        this.centres = centres;
        this.labels = new int[rows.rows()];
        this.sizes = new int[centres.length / rows.width()];
        this.squared = new double[rows.rows()];
        Arrays.fill(labels, -1);
    }

    /** @param tolerance the sum of squared moves of the centres at which they count as still */
    static Partition run(RowBlocks rows, double[] start, int mostSteps, double tolerance, Runnable goesOn) {
        Lloyd lloyd = new Lloyd(rows, start.clone(), goesOn);
        boolean moves = lloyd.assign();
        for (int step = 0; moves && step < mostSteps; step++) {
            double moved = lloyd.moveCentres();
            moves = lloyd.assign() && moved > tolerance;
        }
        return new Partition(
                rows.width(),
                lloyd.centres,
                lloyd.labels,
                Arrays.stream(lloyd.squared).sum());
    }

    /** Whether any row has another centre than before. */
    private boolean assign() {
        boolean changed = false;
        double[] least = new double[RowBlocks.BLOCK];
        double[] next = new double[RowBlocks.BLOCK];
        int[] nearest = new int[RowBlocks.BLOCK];
        for (int first = 0; first < labels.length; first += RowBlocks.BLOCK) {
            goesOn.run();
            int count = rows.squaredDistances(first, centres, 0, least);
            Arrays.fill(nearest, 0);
            for (int c = 1; c < sizes.length; c++) {
                rows.squaredDistances(first, centres, c * rows.width(), next);
                takeNearer(next, c, least, nearest, count);
            }
            for (int i = 0; i < count; i++) {
                changed |= labels[first + i] != nearest[i];
            }
            System.arraycopy(nearest, 0, labels, first, count);
            System.arraycopy(least, 0, squared, first, count);
        }
        return changed;
    }

    private static void takeNearer(double[] next, int c, double[] least, int[] nearest, int count) {
        for (int i = 0; i < count; i++) {
            if (next[i] < least[i]) {
                least[i] = next[i];
                nearest[i] = c;
            }
        }
    }

    /** The sum of the squared moves. */
    private double moveCentres() {
        count();
        double[] sums = new double[centres.length];
        for (int first = 0; first < labels.length; first += RowBlocks.BLOCK) {
            rows.addTo(first, labels, sums);
        }
        double moved = 0;
        for (int i = 0; i < sums.length; i++) {
            double mean = sums[i] / sizes[i / rows.width()];
            moved += (mean - centres[i]) * (mean - centres[i]);
            centres[i] = mean;
        }
        return moved;
    }

    private void count() {
        Arrays.fill(sizes, 0);
        for (int label : labels) {
            sizes[label]++;
        }
        for (int c = 0; c < sizes.length; c++) {
            if (sizes[c] == 0) {
                int row = farthest();
                sizes[labels[row]]--;
                sizes[c]++;
                labels[row] = c;
                squared[row] = 0;
            }
        }
    }

    private int farthest() {
        int farthest = -1;
        for (int row = 0; row < squared.length; row++) {
            if (sizes[labels[row]] > 1 && (farthest < 0 || squared[row] > squared[farthest])) {
                farthest = row;
            }
        }
        return farthest;
    }
}
