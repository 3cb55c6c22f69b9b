package dev.millrace.audit;

import dev.millrace.http.Page;
import dev.millrace.http.PageRequest;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The audit log of the caller's workspace. */
@RestController
@RequestMapping("/api/v1/audit")
@Tag(name = "Access")
public class AuditController {
    private final AuditLog audit;

    AuditController(AuditLog audit) {
        this.audit = audit;
    }

    @GetMapping
    @Requires(Role.ADMIN)
    @Operation(summary = "List what was changed, by whom, and what was refused")
    Page<AuditEntry> list(Caller caller, PageRequest page) {
        return Page.of(audit.list(caller.tenant(), page.fetch(), page.after()), page, AuditEntry::id, entry -> entry);
    }
}
