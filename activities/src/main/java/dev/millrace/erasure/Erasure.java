package dev.millrace.erasure;

import dev.millrace.tenancy.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** That a workspace is to be erased, or was; {@code asker} is the workspace of the platform admin who said so. */
public record Erasure(
        TenantId asker,
        TenantId workspace,
        String askedBy,
        Instant askedAt,
        Found found,
        @Nullable Certificate certificate,
        @Nullable Instant completedAt) {
    /** What there was of it and is no more; {@code auditSeq} and {@code auditHash} are where its audit chain ended. */
    public record Found(
            long rows,
            long artifacts,
            long runs,
            long schedules,
            long auditSeq,
            @Nullable String auditHash) {
        static final Found NOTHING = new Found(0, 0, 0, 0, 0, null);

        Found plus(Found more) {
            return new Found(
                    rows + more.rows,
                    artifacts + more.artifacts,
                    runs + more.runs,
                    schedules + more.schedules,
                    Math.max(auditSeq, more.auditSeq),
                    more.auditHash == null ? auditHash : more.auditHash);
        }
    }

    /** A statement in JSON, and the installation's signature over its bytes (Base64, by {@code MILLRACE_KEYSET}). */
    public record Certificate(String statement, String signature) {}
}
