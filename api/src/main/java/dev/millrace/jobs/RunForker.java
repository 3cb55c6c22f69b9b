package dev.millrace.jobs;

import dev.millrace.security.Caller;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Begins runs of one kind that take over what an earlier one has recorded; a feature that can has one as a bean. */
public interface RunForker {
    JobKind kind();

    Job fork(Caller caller, JobId run, Order order, @Nullable String idempotencyKey);

    /** From which step, and what is to be other than in the earlier run; null keeps what that had. */
    record Order(
            String fromStep,
            @Nullable JsonNode input,
            @Nullable JsonNode document,
            @Nullable Priority priority) {}
}
