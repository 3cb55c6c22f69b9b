package dev.millrace.training.algorithm;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.IntStream;

/** A forest that grows by batches of trees, so that the fit can be watched, stopped and taken up again. */
final class ForestSteps implements Stepwise {
    private static final int BATCHES = 20;

    private final TreeGrower grower;
    private final ForestState state;
    private final ForestLoss testLoss;
    private final int trees;

    ForestSteps(FitInput input, TreeGrower grower, ForestState state) {
        this.grower = grower;
        this.state = state;
        this.testLoss = ForestLoss.of(input);
        this.trees = input.parameters().whole("trees");
    }

    @Override
    public int done() {
        return state.size();
    }

    @Override
    public void advance(FitMonitor monitor) {
        int threads = Math.max(1, monitor.threads());
        int batch = Math.min(trees - done(), batchSize(threads));
        List<GrownTree> grown = grow(batch, threads, monitor);
        state.add(grown);
        double loss = grown.stream().mapToDouble(GrownTree::loss).average().orElse(0);
        monitor.metric(done(), "loss", loss);
        testLoss.report(grown, done(), monitor);
    }

    @Override
    public void write(OutputStream out) throws IOException {
        state.write(out);
    }

    private List<GrownTree> grow(int count, int threads, FitMonitor monitor) {
        return ParallelTasks.run(
                threads,
                monitor,
                IntStream.range(done(), done() + count)
                        .<ParallelTasks.Task<GrownTree>>mapToObj(number -> goesOn -> grower.grow(number, goesOn))
                        .toList());
    }

    private int batchSize(int threads) {
        return Math.ceilDiv(Math.ceilDiv(trees, BATCHES), threads) * threads;
    }
}
