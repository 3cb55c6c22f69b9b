package dev.millrace.tuning.search;

import dev.millrace.tuning.SamplerKind;

/** The samplers by the names that users give them. */
public final class Samplers {
    private Samplers() {}

    public static Sampler of(SamplerKind kind) {
        return switch (kind) {
            case RANDOM -> new RandomSampler();
            case TPE -> new TpeSampler();
            case CMAES -> new CmaesSampler();
            case GP -> new GpSampler();
            case GRID -> new GridSampler();
            case QUASI_RANDOM -> new QuasiRandomSampler();
        };
    }
}
