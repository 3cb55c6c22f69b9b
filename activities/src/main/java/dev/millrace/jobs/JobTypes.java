package dev.millrace.jobs;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every kind of job that this build can start. */
final class JobTypes {
    private final Map<JobKind, JobType> byKind;

    JobTypes(List<JobType> types) {
        byKind = types.stream().collect(Collectors.toUnmodifiableMap(JobType::kind, Function.identity()));
    }

    JobType of(JobKind kind) {
        JobType type = byKind.get(kind);
        if (type == null) {
            throw new IllegalStateException("no JobType bean for " + kind.wire());
        }
        return type;
    }

    void ended(JdbcClient jdbc, Job job) {
        JobType type = byKind.get(job.kind());
        if (type != null) {
            type.ended(jdbc, job.ref());
        }
    }
}
