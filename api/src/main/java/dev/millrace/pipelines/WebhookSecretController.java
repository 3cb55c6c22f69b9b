package dev.millrace.pipelines;

import dev.millrace.audit.AuditLog;
import dev.millrace.http.TraceFilter;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import dev.millrace.security.WebhookSecrets;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How receivers verify the webhooks of notify steps. Though it changes nothing, looking at the secret is audited. */
@RestController
@RequestMapping("/api/v1/workflows/webhook-secret")
@Tag(name = "Workflows")
public class WebhookSecretController {
    private final WebhookSecrets secrets;
    private final AuditLog audit;

    WebhookSecretController(WebhookSecrets secrets, AuditLog audit) {
        this.secrets = secrets;
        this.audit = audit;
    }

    @GetMapping
    @Requires(Role.ADMIN)
    @Operation(
            summary = "Show the secret that the workspace's webhooks are signed with",
            description = "Receivers verify with it what notify steps send (Standard Webhooks).")
    @ApiResponse(responseCode = "200", description = "The secret.")
    ResponseEntity<WebhookSecretView> get(Caller caller) {
        WebhookSecretView view = new WebhookSecretView(secrets.secret(caller.tenant()));
        String path = "/api/v1/workflows/webhook-secret";
        audit.append(caller.tenant(), caller.actor(), "GET " + path, path, 200, TraceFilter.current());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(view);
    }
}
