package dev.millrace.security;

import dev.millrace.http.Page;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The keys of the caller's workspace. */
@RestController
@RequestMapping("/api/v1/api-keys")
@Tag(name = "Access")
public class ApiKeysController {
    private final ApiKeys keys;
    private final Clock clock;

    ApiKeysController(ApiKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @PostMapping
    @Requires(Role.ADMIN)
    @Operation(summary = "Make an API key", description = "The secret is in this answer only.")
    @ApiResponse(responseCode = "201", description = "The key with its secret.")
    ResponseEntity<ApiKeyView> create(Caller caller, @RequestBody ApiKeyRequest request) {
        if (!caller.role().includes(request.role())) {
            throw new Problem(
                    ProblemType.FORBIDDEN,
                    "a key's role can be at most the caller's own, "
                            + caller.role().wire());
        }
        if (request.expiresAt() != null && !request.expiresAt().isAfter(clock.instant())) {
            throw Problem.invalid("/expires_at", "expires_at must lie in the future");
        }
        return shownOnce(keys.create(caller.tenant(), request.name(), request.role(), request.expiresAt()));
    }

    @PostMapping("/{id}/rotate")
    @Requires(Role.ADMIN)
    @Operation(
            summary = "Replace an API key",
            description =
                    "Answers with a key of the same name, role and end, whose secret is in this answer only. The old one"
                            + " works for overlap more, so that its users can change over.")
    @ApiResponse(responseCode = "201", description = "The new key with its secret.")
    ResponseEntity<ApiKeyView> rotate(Caller caller, @PathVariable UUID id, @RequestBody RotateRequest request) {
        return shownOnce(keys.rotate(caller.tenant(), id, request.overlap(), caller.role()));
    }

    private static ResponseEntity<ApiKeyView> shownOnce(NewApiKey made) {
        return ResponseEntity.created(
                        URI.create("/api/v1/api-keys/" + made.key().id()))
                .header("Cache-Control", "no-store")
                .body(ApiKeyView.of(made));
    }

    @GetMapping
    @Requires(Role.ADMIN)
    @Operation(summary = "List the API keys that work, without their secrets")
    Page<ApiKeyView> list(Caller caller) {
        return new Page<>(
                keys.list(caller.tenant()).stream().map(ApiKeyView::of).toList(), null);
    }

    @DeleteMapping("/{id}")
    @Requires(Role.ADMIN)
    @Operation(summary = "Revoke an API key, at once")
    @ApiResponse(responseCode = "204", description = "Revoked.")
    ResponseEntity<Void> revoke(Caller caller, @PathVariable UUID id) {
        if (!keys.revoke(caller.tenant(), id)) {
            throw Problem.notFound("API key", id);
        }
        return ResponseEntity.noContent().build();
    }
}
