package dev.millrace.bench;

import dev.millrace.jobs.JobRef;
import dev.millrace.tuning.Candidate;
import dev.millrace.tuning.TrialScorer;
import dev.millrace.tuning.TrialWatch;
import dev.millrace.tuning.TuningSpec;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Trials that take five milliseconds and fit nothing, so that only what surrounds them is measured. */
@Primary
@Component
final class ShortTrials implements TrialScorer {
    private static final long NANOS = Duration.ofMillis(5).toNanos();

    @Override
    public Map<String, Double> score(JobRef study, TuningSpec spec, Candidate candidate, TrialWatch watch) {
        LockSupport.parkNanos(NANOS);
        watch.throwIfStopped();
        double loss = candidate.parameters().values().stream()
                .mapToDouble(value -> ((Number) value).doubleValue())
                .map(value -> (value - 0.7) * (value - 0.7))
                .sum();
        return Map.of(spec.objective().metric(), loss);
    }
}
