package dev.millrace.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who did what to what, and how it was answered; {@code action} is the method and the path's template. */
public record AuditEntry(
        UUID id,
        Instant at,
        String actor,
        String action,
        String resource,
        int status,
        @Nullable String traceId) {}
