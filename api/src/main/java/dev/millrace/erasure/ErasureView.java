package dev.millrace.erasure;

import dev.millrace.tenancy.TenantId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An erasure as it is shown. */
record ErasureView(
        TenantId workspace,

        @Schema(description = "Is it still going on (queued), or done (completed)?")
        String status,

        String askedBy,
        Instant askedAt,
        @Nullable Instant completedAt,

        @Schema(description = "How much of it there was; and where its audit chain ended.")
        Erasure.Found found,

        @Schema(description = "Null until it is done. The signature is over the statement's bytes, by MILLRACE_KEYSET.")
        Erasure.@Nullable Certificate certificate) {
    static ErasureView of(Erasure erasure) {
        return new ErasureView(
                erasure.workspace(),
                erasure.completedAt() == null ? "queued" : "completed",
                erasure.askedBy(),
                erasure.askedAt(),
                erasure.completedAt(),
                erasure.found(),
                erasure.certificate());
    }
}
