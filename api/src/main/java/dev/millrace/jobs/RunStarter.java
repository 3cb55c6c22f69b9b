package dev.millrace.jobs;

import dev.millrace.security.Caller;
import org.jspecify.annotations.Nullable;

/** Starts runs of one kind, as the kind's own endpoint does; each feature has one as a bean. */
public interface RunStarter {
    JobKind kind();

    Job start(Caller caller, RunOrder order, @Nullable String idempotencyKey);
}
