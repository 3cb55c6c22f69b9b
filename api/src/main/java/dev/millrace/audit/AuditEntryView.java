package dev.millrace.audit;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An audit entry as it is shown. */
record AuditEntryView(
        UUID id,

        @Schema(description = "Its place in the chain; null for up to a second.") @Nullable
        Long seq,

        Instant at,
        String actor,
        String action,
        String resource,
        int status,

        @Schema(
                description =
                        "A security event: an API key that is revoked or expired was used (refused_sign_in), the caller's"
                                + " role does not suffice (forbidden), or an id was named that another workspace has (cross_tenant).")
        @Nullable
        SecurityEvent event,

        @Nullable String traceId) {
    static AuditEntryView of(AuditEntry entry) {
        return new AuditEntryView(
                entry.id(),
                entry.seq(),
                entry.at(),
                entry.actor(),
                entry.action(),
                entry.resource(),
                entry.status(),
                entry.event(),
                entry.traceId());
    }
}
