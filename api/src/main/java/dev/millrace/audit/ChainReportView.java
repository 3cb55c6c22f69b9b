package dev.millrace.audit;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a look at the chain has found; {@code seq} and {@code hash} are a checkpoint to keep. */
record ChainReportView(
        boolean valid,
        long entries,
        long checked,
        long pending,
        long seq,
        String hash,
        @Nullable BreakView firstBroken) {
    static ChainReportView of(ChainReport report) {
        ChainReport.Break broken = report.firstBroken();
        return new ChainReportView(
                report.valid(),
                report.entries(),
                report.checked(),
                report.pending(),
                report.seq(),
                report.hash(),
                broken == null ? null : new BreakView(broken.seq(), broken.id(), broken.reason(), broken.detail()));
    }

    /** Where the chain does not hold. */
    record BreakView(
            @Nullable Long seq,
            @Nullable UUID id,

            @Schema(
                    description =
                            "An entry is gone (deleted), is not what was chained or not where (altered), or was kept out of"
                                    + " the chain (never_chained); numbers are missing (gap), or the last ones (cut_off); the chain is shorter"
                                    + " than it was (set_back), its end is not signed (head_forged), or it is not the one that the checkpoint is"
                                    + " of (other_chain).")
            ChainReport.Reason reason,

            String detail) {}
}
