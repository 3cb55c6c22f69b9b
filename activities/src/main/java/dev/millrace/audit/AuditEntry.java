package dev.millrace.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did what to what, and how it was answered; {@code action} is the method and the path's template, {@code event} what
 * kind of security event it is, if it is one, and {@code seq} its place in the chain, null in the first second.
 */
public record AuditEntry(
        UUID id,
        @Nullable Long seq,
        Instant at,
        String actor,
        String action,
        String resource,
        int status,
        @Nullable SecurityEvent event,
        @Nullable String traceId) {}
