package dev.millrace.jobs;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.springframework.stereotype.Component;

/** {@code ai_jobs_ended_total}: the jobs that this process has seen end, by kind and final status. */
@Component
final class JobMeters implements MeterBinder {
    private static final String NAME = "ai.jobs.ended";

    private final CompositeMeterRegistry registry = new CompositeMeterRegistry();

    @Override
    public void bindTo(MeterRegistry to) {
        registry.add(to);
        // A counter that begins with its first failure shows no increase by it.
        for (JobKind kind : JobKind.values()) {
            for (JobStatus status : JobStatus.values()) {
                if (status.isFinal()) {
                    registry.counter(NAME, "kind", kind.wire(), "status", status.wire());
                }
            }
        }
    }

    void ended(JobKind kind, JobStatus status) {
        registry.counter(NAME, "kind", kind.wire(), "status", status.wire()).increment();
    }
}
