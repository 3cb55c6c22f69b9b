package dev.millrace.erasure;

import dev.millrace.problems.Problem;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import dev.millrace.tenancy.TenantId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The end of workspaces. */
@RestController
@RequestMapping("/api/v1/workspaces/{id}")
@Tag(name = "Access")
class ErasureController {
    private final Erasures erasures;

    ErasureController(Erasures erasures) {
        this.erasures = erasures;
    }

    @DeleteMapping
    @Requires(Role.PLATFORM_ADMIN)
    @Operation(summary = "Erase a workspace, for good", description = """
                    It is closed to its callers at once. A worker then destroys its key, ends and deletes its runs and schedules, and deletes \
                    every row and artifact. What remains is that it was there, and a signed certificate.""")
    @ApiResponse(responseCode = "202", description = "The erasure, which goes on by itself.")
    @ApiResponse(responseCode = "409", description = "It is the caller's own workspace, or the installation's first.")
    ResponseEntity<ErasureView> erase(
            Caller caller,
            @PathVariable TenantId id,
            @Parameter(description = "The workspace's id once more.") @RequestParam(required = false) @Nullable
                    String confirm) {
        if (!id.value().equals(confirm)) {
            throw Problem.malformed("confirm", "erasing cannot be undone: send ?confirm=" + id + " to go on");
        }
        ErasureView view = ErasureView.of(erasures.ask(caller.tenant(), caller.actor(), id));
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/workspaces/" + id + "/erasure"))
                .body(view);
    }

    @GetMapping("/erasure")
    @Requires(Role.PLATFORM_ADMIN)
    @Operation(summary = "See how far a workspace's erasure is, and its certificate")
    ErasureView get(Caller caller, @PathVariable TenantId id) {
        return ErasureView.of(erasures.get(caller.tenant(), id));
    }
}
