package dev.millrace.models;

/** How far outside of the region that holds most rows a row is (Schölkopf et al. 2001): above 0 outside, below 0 inside. */
public record OneClassMachine(KernelExpansion distance) implements AnomalyScorer {
    @Override
    public double threshold() {
        return 0;
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public double[] predict(Matrix matrix) {
        return distance.predict(matrix);
    }

    @Override
    public double steps() {
        return distance.steps();
    }

    @Override
    public long bytes() {
        return 16 + distance.bytes();
    }
}
