package dev.millrace.pipelines;

import dev.millrace.http.ETags;
import dev.millrace.http.Page;
import dev.millrace.http.PageRequest;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The workspace's own workflows: write, change, delete. */
@Tag(name = "Workflows", description = "Graphs of steps that users write, and durable runs of them.")
@RestController
@RequestMapping("/api/v1/workflows")
class WorkflowsController {
    private final Definitions definitions;
    private final Workflows workflows;
    private final DocumentBodies bodies;

    WorkflowsController(Definitions definitions, Workflows workflows, DocumentBodies bodies) {
        this.definitions = definitions;
        this.workflows = workflows;
        this.bodies = bodies;
    }

    @Operation(summary = "List workflows, newest first")
    @GetMapping
    Page<WorkflowView> list(
            Caller caller,
            PageRequest page,
            @Parameter(description = "Only the workflow of this name.") @RequestParam(required = false) @Nullable
                    String name) {
        return workflows.list(caller, name, page);
    }

    @Operation(
            summary = "Write a workflow",
            description = "The body is its document, as GET /api/v1/workflows/schema describes it, in JSON or YAML.")
    @ApiResponse(responseCode = "201", description = "The workflow; Location is where it is.")
    @ApiResponse(responseCode = "409", description = "Another workflow has this name.")
    @ApiResponse(responseCode = "413", description = "The document is larger than 1 MB.")
    @ApiResponse(responseCode = "422", description = "The document is wrong: errors has every place and line.")
    @Requires(Role.OPERATOR)
    @PostMapping(
            consumes = {
                MediaType.APPLICATION_JSON_VALUE,
                DocumentBodies.YAML,
                DocumentBodies.TEXT_YAML,
                DocumentBodies.X_YAML
            })
    ResponseEntity<WorkflowView> create(Caller caller, @RequestBody byte[] document, HttpServletRequest request) {
        Definition made =
                definitions.create(caller.tenant(), bodies.read(document, request.getContentType()), caller.actor());
        WorkflowView view = workflows.view(caller.tenant(), made);
        return ResponseEntity.created(URI.create("/api/v1/workflows/" + made.id()))
                .eTag(ETags.of(Workflows.revision(view)))
                .body(view);
    }

    @Operation(summary = "Get a workflow with its newest document")
    @ApiResponse(responseCode = "200", description = "The workflow; its ETag changes with it and with its runs.")
    @ApiResponse(responseCode = "304", description = "The workflow is as the ETag in If-None-Match says.")
    @GetMapping("/{id}")
    ResponseEntity<WorkflowView> get(
            Caller caller,
            @PathVariable DefinitionId id,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch) {
        WorkflowView view = workflows.view(caller.tenant(), definitions.get(caller.tenant(), id));
        return ETags.answer(ifNoneMatch, Workflows.revision(view), view);
    }

    @Operation(
            summary = "Write a new version of a workflow",
            description = "Open runs keep theirs. The document that it has already makes no new version.")
    @ApiResponse(responseCode = "200", description = "The workflow as it is now.")
    @ApiResponse(responseCode = "409", description = "Another workflow has this name.")
    @ApiResponse(responseCode = "412", description = "The workflow is not at the version that If-Match names.")
    @ApiResponse(responseCode = "413", description = "The document is larger than 1 MB.")
    @ApiResponse(responseCode = "422", description = "The document is wrong: errors has every place and line.")
    @Requires(Role.OPERATOR)
    @PutMapping(
            path = "/{id}",
            consumes = {
                MediaType.APPLICATION_JSON_VALUE,
                DocumentBodies.YAML,
                DocumentBodies.TEXT_YAML,
                DocumentBodies.X_YAML
            })
    ResponseEntity<WorkflowView> update(
            Caller caller,
            @PathVariable DefinitionId id,
            @RequestBody byte[] document,
            HttpServletRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        Definition known = definitions.get(caller.tenant(), id);
        Definition changed = definitions.update(
                caller.tenant(),
                known.id(),
                bodies.read(document, request.getContentType()),
                caller.actor(),
                Workflows.unlessChanged(ifMatch));
        WorkflowView view = workflows.view(caller.tenant(), changed);
        return ResponseEntity.ok().eTag(ETags.of(Workflows.revision(view))).body(view);
    }

    @Operation(summary = "Delete a workflow", description = "Its name is free again; its runs stay.")
    @ApiResponse(responseCode = "204", description = "Deleted.")
    @ApiResponse(responseCode = "409", description = "The workflow has open runs.")
    @ApiResponse(responseCode = "412", description = "The workflow is not at the version that If-Match names.")
    @Requires(Role.OPERATOR)
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(
            Caller caller,
            @PathVariable DefinitionId id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        definitions.delete(caller.tenant(), id, Workflows.unlessChanged(ifMatch));
        return ResponseEntity.noContent().build();
    }
}
