package dev.millrace.training.algorithm;

import dev.millrace.models.KernelFunction;
import java.util.ArrayList;
import java.util.List;

/** The machine of one pair of classes with the logistic function of its margins. */
record PairFit(int first, int second, PairMachine.Machine machine, PlattScaling scaling) {
    /** Where a class has no rows, the other is all but certain. */
    private static final double CERTAIN = 16;

    /** Fits the given pairs, each machine and fold as a task of its own. */
    static List<PairFit> of(List<Pair> pairs, long bytes, FitMonitor monitor) {
        List<ParallelTasks.Task<Object>> tasks = new ArrayList<>();
        for (Pair pair : pairs) {
            PairMachine machine = pair.machine(bytes);
            tasks.add(machine::fit);
            for (int fold = 0; fold < PairMachine.FOLDS; fold++) {
                int own = fold;
                tasks.add(goesOn -> machine.foldMargins(own, pair.seed(), goesOn));
            }
        }
        List<Object> results = ParallelTasks.run(Math.max(1, monitor.threads()), monitor, tasks);
        List<PairFit> fits = new ArrayList<>();
        for (int p = 0; p < pairs.size(); p++) {
            int at = p * (PairMachine.FOLDS + 1);
            List<double[]> margins = results.subList(at + 1, at + 1 + PairMachine.FOLDS).stream()
                    .map(double[].class::cast)
                    .toList();
            fits.add(pairs.get(p).fit((PairMachine.Machine) results.get(at), margins));
        }
        return fits;
    }

    /** Two classes, with the numbers of their rows. */
    record Pair(
            FitInput input,
            KernelFunction kernel,
            int first,
            int second,
            int[] firsts,
            int[] seconds,
            double[] costs,
            long seed) {
        PairMachine machine(long bytes) {
            int[] rows = java.util.Arrays.copyOf(firsts, firsts.length + seconds.length);
            System.arraycopy(seconds, 0, rows, firsts.length, seconds.length);
            return new PairMachine(
                    input.train().features(),
                    kernel,
                    rows,
                    firsts.length,
                    costs,
                    input.parameters().real("tol"),
                    bytes);
        }

        private PairFit fit(PairMachine.Machine machine, List<double[]> foldMargins) {
            if (firsts.length == 0 || seconds.length == 0) {
                int side = Integer.signum(firsts.length - seconds.length);
                return new PairFit(first, second, machine, new PlattScaling(0, side * CERTAIN));
            }
            double[] margins = new double[firsts.length + seconds.length];
            boolean[] positive = new boolean[margins.length];
            for (int row = 0; row < margins.length; row++) {
                positive[row] = row < firsts.length;
                for (double[] fold : foldMargins) {
                    margins[row] += Double.isNaN(fold[row]) ? 0 : fold[row];
                }
            }
            return new PairFit(first, second, machine, PlattScaling.of(margins, positive));
        }
    }
}
