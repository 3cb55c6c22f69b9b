package dev.millrace.tuning;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Jobs;
import dev.millrace.tenancy.Json;
import org.springframework.stereotype.Component;

/** What studies were asked for, which never changes. */
@Component
final class StudySpecs {
    private static final int MOST = 1000;

    private final Jobs jobs;
    private final Cache<JobId, TuningSpec> specs =
            Caffeine.newBuilder().maximumSize(MOST).build();

    StudySpecs(Jobs jobs) {
        this.jobs = jobs;
    }

    TuningSpec of(JobRef study) {
        return specs.get(
                study.job(), id -> Json.read(jobs.get(study.tenant(), id).request(), TuningSpec.class));
    }
}
