package dev.millrace.security;

import dev.millrace.tenancy.Workspaces;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Workspaces: each a tenant whose data no other can see. */
@RestController
@RequestMapping("/api/v1/workspaces")
@Tag(name = "Access")
public class WorkspacesController {
    private final Workspaces workspaces;
    private final ApiKeys keys;

    WorkspacesController(Workspaces workspaces, ApiKeys keys) {
        this.workspaces = workspaces;
        this.keys = keys;
    }

    @PostMapping
    @Requires(Role.PLATFORM_ADMIN)
    @Operation(summary = "Make a workspace", description = "Answers with its first admin key, this one time.")
    @ApiResponse(responseCode = "201", description = "The workspace with its first admin key.")
    @ApiResponse(responseCode = "409", description = "There is a workspace of this id already.")
    ResponseEntity<WorkspaceView> create(Caller caller, @RequestBody WorkspaceRequest request) {
        var admin = new AtomicReference<NewApiKey>();
        workspaces.create(
                request.id(),
                request.name(),
                jdbc -> admin.set(keys.create(jdbc, request.id(), "first admin key", Role.ADMIN, null)));
        return ResponseEntity.status(HttpStatus.CREATED)
                .header("Cache-Control", "no-store")
                .body(new WorkspaceView(
                        request.id(), request.name(), ApiKeyView.of(Objects.requireNonNull(admin.get()))));
    }
}
