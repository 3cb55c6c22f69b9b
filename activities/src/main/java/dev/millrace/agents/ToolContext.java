package dev.millrace.agents;

import dev.millrace.jobs.JobRef;
import dev.millrace.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/** For whom and where in a run a tool works. {@code goOn} throws when the work is to stop. */
public record ToolContext(
        JobRef run,
        String step,
        AgentCaller caller,
        @Nullable String traceId,
        Runnable goOn) {
    public TenantId tenant() {
        return run.tenant();
    }

    /** The same for every attempt at this call, and for no other call. */
    public String key() {
        return run.job() + "/" + step;
    }
}
