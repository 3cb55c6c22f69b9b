package dev.millrace.training.algorithm;

import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.IntStream;

/** An isolation forest that grows by batches of trees. */
final class IsolationSteps implements Stepwise {
    private static final int BATCHES = 20;

    private final IsolationGrower grower;
    private final ForestState state;

    IsolationSteps(IsolationGrower grower, ForestState state) {
        this.grower = grower;
        this.state = state;
    }

    @Override
    public int done() {
        return state.size();
    }

    @Override
    public void advance(FitMonitor monitor) {
        int threads = Math.max(1, monitor.threads());
        int batch = Math.ceilDiv(Math.ceilDiv(grower.trees(), BATCHES), threads) * threads;
        int end = Math.min(grower.trees(), done() + batch);
        state.add(ParallelTasks.run(
                threads,
                monitor,
                IntStream.range(done(), end)
                        .<ParallelTasks.Task<GrownTree>>mapToObj(number -> goesOn -> grower.grow(number, goesOn))
                        .toList()));
    }

    @Override
    public void write(OutputStream out) throws IOException {
        state.write(out);
    }
}
