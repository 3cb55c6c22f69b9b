package dev.millrace.jobs;

import dev.millrace.security.Caller;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Hands runs of one kind what their steps wait for; a feature whose runs wait has one as a bean. */
public interface RunReplies {
    JobKind kind();

    /** @param idempotencyKey the same answer with the same key, sent again while it is under way, is taken once */
    Job answer(Caller caller, JobId run, String step, JsonNode input, @Nullable String idempotencyKey);
}
