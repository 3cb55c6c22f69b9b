package dev.millrace.tuning.search;

import dev.millrace.tuning.SamplerKind;

/** The samplers by the names that users give them. */
public final class Samplers {
    private Samplers() {}

    public static Sampler of(SamplerKind kind) {
        return switch (kind) {
            case RANDOM, TPE, GRID, QUASI_RANDOM, CMAES, GP -> new RandomSampler();
        };
    }
}
