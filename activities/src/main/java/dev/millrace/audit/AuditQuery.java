package dev.millrace.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which entries are asked for; null does not narrow. {@code text} occurs in the actor, the action or the resource. */
public record AuditQuery(
        @Nullable String actor,
        @Nullable String action,
        @Nullable Integer status,
        @Nullable SecurityEvent event,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String text) {
    public static final AuditQuery ALL = new AuditQuery(null, null, null, null, null, null, null);
}
