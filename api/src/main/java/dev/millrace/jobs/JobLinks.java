package dev.millrace.jobs;

import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where a job is found. */
@Component
public final class JobLinks {
    private static final String RUNS = "/api/v1/ai/workflows/";

    private final String temporalUi;
    private final String namespace;

    JobLinks(
            @Value("${millrace.temporal-ui:}") String temporalUi,
            @Value("${TEMPORAL_NAMESPACE:default}") String namespace) {
        this.temporalUi = temporalUi;
        this.namespace = namespace;
    }

    /** {@code temporal_ui} for platform administrators only, whom the standalone run's user is. */
    public Links of(Caller caller, Job job) {
        String self = self(job);
        boolean sees = caller.role().includes(Role.PLATFORM_ADMIN) && !temporalUi.isEmpty() && job.runId() != null;
        String ui = sees
                ? "%s/namespaces/%s/workflows/%s/%s".formatted(temporalUi, namespace, job.workflowId(), job.runId())
                : null;
        return new Links(self, self + "/events", ui);
    }

    /** The path of the job's own resource, as {@code Location} names it. */
    public String self(Job job) {
        return switch (job.kind()) {
            case TRAINING -> "/api/v1/training/jobs/" + job.ref().job();
            case BATCH_PREDICTION -> "/api/v1/predictions/" + job.ref().job();
            case HYPERPARAMETER_TUNING ->
                "/api/v1/training/hyperparameter-tuning/" + job.ref().job();
            case AUTOML -> "/api/v1/training/automl/" + job.ref().job();
            case PIPELINE, AGENT, MULTI_AGENT, BACKFILL, ROLLOUT, MONITORING ->
                RUNS + job.ref().job();
        };
    }

    /** The links of a run, of whatever kind. */
    Links ofRun(Caller caller, Job job) {
        String self = RUNS + job.ref().job();
        return new Links(self, self + "/events", of(caller, job).temporalUi());
    }
}
