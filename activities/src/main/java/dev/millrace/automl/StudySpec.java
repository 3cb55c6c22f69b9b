package dev.millrace.automl;

import dev.millrace.tuning.Candidate;
import dev.millrace.tuning.DefaultSpaces;
import dev.millrace.tuning.PrunerKind;
import dev.millrace.tuning.SamplerKind;
import dev.millrace.tuning.TuningSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The study that an AutoML job has carried out: one space for all algorithms, as many trials as the time holds. */
final class StudySpec {
    private static final int MOST_FAILED = 1000;

    private StudySpec() {}

    static TuningSpec of(AutomlSpec spec, Duration timeout) {
        return new TuningSpec(
                spec.modelName(),
                spec.algorithms(),
                spec.task(),
                spec.searchData(),
                spec.validationConfig(),
                spec.objective(),
                DefaultSpaces.complete(spec.algorithms(), spec.task(), null),
                SamplerKind.TPE,
                PrunerKind.MEDIAN,
                TuningSpec.MOST_TRIALS,
                spec.maxParallel(),
                MOST_FAILED,
                timeout,
                spec.seed(),
                null,
                null,
                null,
                false,
                spec.autoDeploy(),
                spec.priority(),
                spec.tags());
    }

    /** Each algorithm as it is without a search. */
    static List<Candidate> defaults(AutomlSpec spec) {
        return spec.algorithms().stream()
                .map(algorithm -> new Candidate(algorithm, Map.of()))
                .toList();
    }
}
