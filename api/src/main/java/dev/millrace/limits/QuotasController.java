package dev.millrace.limits;

import dev.millrace.problems.Problem;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.Workspaces;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What workspaces may use. */
@RestController
@Tag(name = "Access")
public class QuotasController {
    private final Quotas quotas;
    private final Workspaces workspaces;

    QuotasController(Quotas quotas, Workspaces workspaces) {
        this.quotas = quotas;
        this.workspaces = workspaces;
    }

    @GetMapping("/api/v1/quotas")
    @Requires(Role.VIEWER)
    @Operation(summary = "Show what the workspace uses, and what it may use")
    QuotasView show(Caller caller) {
        return QuotasView.of(quotas.of(caller.tenant()), quotas.usage(caller.tenant()));
    }

    @PutMapping("/api/v1/workspaces/{workspaceId}/quotas")
    @Requires(Role.PLATFORM_ADMIN)
    @Operation(
            summary = "Set what a workspace may use",
            description =
                    "All limits anew: one that is null or left out is the installation's default again. It holds on"
                            + " every node within seconds; what is in use beyond a limit stays.")
    QuotasView change(@PathVariable String workspaceId, @RequestBody LimitChanges changes) {
        TenantId tenant = existing(workspaceId);
        return QuotasView.of(quotas.change(tenant, changes), quotas.usage(tenant));
    }

    private TenantId existing(String id) {
        try {
            TenantId tenant = new TenantId(id);
            if (workspaces.exists(tenant)) {
                return tenant;
            }
        } catch (Problem none) {
            throw Problem.notFound("workspace", id);
        }
        throw Problem.notFound("workspace", id);
    }
}
