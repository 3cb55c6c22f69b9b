package dev.millrace.schedules;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The times that are to be run afterwards. */
@Schema(name = "BackfillRequest")
record BackfillBody(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "The earliest.",
                example = "2026-01-01T00:00:00Z")
        Instant from,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "Up to here, without this time itself; not in the future.",
                example = "2026-02-01T00:00:00Z")
        Instant to,

        @Schema(
                description =
                        "buffer_all: one after the other; allow_all: up to 10 side by side. buffer_all unless given.",
                allowableValues = {"buffer_all", "allow_all"})
        @Nullable
        Overlap overlap,

        @Schema(description = "Also times that had a run before. false unless given.") @Nullable
        Boolean again) {
    BackfillOrder order() {
        return BackfillOrder.of(from, to, overlap, again);
    }
}
