package dev.millrace.audit;

import dev.millrace.audit.AuditVerifier.Checkpoint;
import dev.millrace.http.Page;
import dev.millrace.http.PageRequest;
import dev.millrace.problems.Problem;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit log of the caller's workspace. */
@RestController
@RequestMapping("/api/v1/audit")
@Tag(name = "Access")
public class AuditController {
    private final AuditChains audit;

    AuditController(AuditChains audit) {
        this.audit = audit;
    }

    @GetMapping
    @Requires(Role.ADMIN)
    @Operation(summary = "List what was changed, by whom, and what was refused")
    Page<AuditEntryView> list(
            Caller caller,
            PageRequest page,
            @Parameter(description = "Only of this actor, such as key:<id>.") @RequestParam(required = false) @Nullable
                    String actor,
            @Parameter(description = "Only this action, such as POST /api/v1/api-keys.")
                    @RequestParam(required = false)
                    @Nullable
                    String action,
            @Parameter(description = "Only what was answered with this HTTP status.")
                    @RequestParam(required = false)
                    @Nullable
                    Integer status,
            @Parameter(description = "Only security events of this type.") @RequestParam(required = false) @Nullable
                    SecurityEvent event,
            @Parameter(description = "Only from this time on.") @RequestParam(required = false) @Nullable Instant since,
            @Parameter(description = "Only before this time.") @RequestParam(required = false) @Nullable Instant until,
            @Parameter(description = "Only where the actor, the action or the resource contains this text.")
                    @RequestParam(required = false)
                    @Nullable
                    String q) {
        AuditQuery query = new AuditQuery(actor, action, status, event, since, until, q);
        return Page.of(
                audit.entries().list(caller.tenant(), query, page.fetch(), page.after()),
                page,
                AuditEntry::id,
                AuditEntryView::of);
    }

    @GetMapping("/verify")
    @Requires(Role.ADMIN)
    @Operation(summary = "Check that no entry was deleted, altered or moved", description = """
                    Recomputes the whole chain. An answer's seq and hash, kept elsewhere, are a checkpoint: sent back later, they prove \
                    that everything up to it is as it was.""")
    ChainReportView verify(
            Caller caller,
            @Parameter(description = "A checkpoint's number, with hash.") @RequestParam(required = false) @Nullable
                    Long seq,
            @Parameter(description = "A checkpoint's hash, with seq.") @RequestParam(required = false) @Nullable
                    String hash) {
        if ((seq == null) != (hash == null) || (seq != null && seq < 1)) {
            throw Problem.malformed("seq", "a checkpoint is a seq of 1 or more and the hash that came with it");
        }
        Checkpoint checkpoint = seq == null || hash == null ? null : new Checkpoint(seq, hash);
        return ChainReportView.of(audit.verifier().verify(caller.tenant(), checkpoint));
    }

    @GetMapping("/export")
    @Requires(Role.ADMIN)
    @Operation(
            summary = "Download the audit log",
            description =
                    "In the order of the chain, with every entry's number and hash. In CSV a text that a spreadsheet"
                            + " would take for a formula begins with an apostrophe.")
    @ApiResponse(
            responseCode = "200",
            description = "JSON Lines or CSV (RFC 4180).",
            content = {
                @Content(mediaType = "application/jsonl", schema = @Schema(type = "string")),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string"))
            })
    void export(
            Caller caller,
            @Parameter(description = "The file's form: JSON Lines or CSV.") @RequestParam(defaultValue = "jsonl")
                    AuditExport.Format format,
            @Parameter(description = "Only from this time on.") @RequestParam(required = false) @Nullable Instant since,
            @Parameter(description = "Only before this time.") @RequestParam(required = false) @Nullable Instant until,
            HttpServletResponse response)
            throws IOException {
        AuditQuery query = new AuditQuery(null, null, null, null, since, until, null);
        AuditExport.write(audit.entries(), caller.tenant(), query, format, response);
    }
}
