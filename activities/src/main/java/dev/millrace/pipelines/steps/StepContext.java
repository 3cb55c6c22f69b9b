package dev.millrace.pipelines.steps;

import dev.millrace.jobs.Heartbeat;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobReport;
import dev.millrace.jobs.Priority;
import dev.millrace.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What a step may know of its run. {@code actor} is who started the run, {@code depth} how many runs it lies below the
 * outermost one. {@code log} lines are shown with the step; {@code heartbeat} says when to stop (null where a step is
 * through at once).
 */
public record StepContext(
        JobRef run,
        String path,
        String actor,
        int depth,
        Priority priority,
        JobReport log,
        @Nullable Heartbeat heartbeat) {
    public TenantId tenant() {
        return run.tenant();
    }

    /** The same for every attempt at this step, and for no other step. */
    public String key() {
        return run.job() + "/" + path;
    }

    /** @throws io.temporal.client.ActivityCompletionException when the work is to stop */
    public void throwIfStopped() {
        if (heartbeat != null) {
            heartbeat.throwIfStopped();
        }
    }
}
