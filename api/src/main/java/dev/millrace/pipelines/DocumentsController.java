package dev.millrace.pipelines;

import dev.millrace.http.Page;
import dev.millrace.http.PageRequest;
import dev.millrace.pipelines.document.Documents;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Documents of workflows: what they may hold, whether one is right, and those that were written. */
@Tag(name = "Workflows")
@RestController
@RequestMapping("/api/v1/workflows")
class DocumentsController {
    private final Definitions definitions;
    private final Documents documents;
    private final DocumentBodies bodies;

    DocumentsController(Definitions definitions, Documents documents, DocumentBodies bodies) {
        this.definitions = definitions;
        this.documents = documents;
        this.bodies = bodies;
    }

    @Operation(
            summary = "Get the JSON Schema of documents",
            description = "With every type of step; editors complete and check documents by it.")
    @GetMapping("/schema")
    JsonNode schema() {
        return documents.schema();
    }

    @Operation(summary = "Check a document", description = "As writing it would, without keeping it.")
    @ApiResponse(responseCode = "200", description = "The document is right.")
    @ApiResponse(responseCode = "413", description = "The document is larger than 1 MB.")
    @ApiResponse(responseCode = "422", description = "The document is wrong: errors has every place and line.")
    @Requires(Role.VIEWER)
    @PostMapping(
            path = "/validate",
            consumes = {
                MediaType.APPLICATION_JSON_VALUE,
                DocumentBodies.YAML,
                DocumentBodies.TEXT_YAML,
                DocumentBodies.X_YAML
            })
    ValidationView validate(@RequestBody byte[] document, HttpServletRequest request) {
        return new ValidationView(
                true,
                bodies.read(document, request.getContentType())
                        .compiled()
                        .plan()
                        .size());
    }

    @Operation(summary = "List a workflow's versions, newest first")
    @GetMapping("/{id}/versions")
    Page<WorkflowVersionView> versions(Caller caller, @PathVariable DefinitionId id, PageRequest page) {
        UUID after = page.after();
        Integer before = after == null ? null : Integer.valueOf((int) after.getLeastSignificantBits());
        List<DefinitionVersion> found = definitions.versions(caller.tenant(), id, before, page.fetch());
        return Page.of(found, page, version -> new UUID(0, version.version()), WorkflowVersionView::brief);
    }

    @Operation(
            summary = "Get a version with its document",
            description = "Accept: application/yaml gets the document as it was written.")
    @ApiResponse(
            responseCode = "200",
            description = "The version.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = WorkflowVersionView.class)),
                @Content(mediaType = DocumentBodies.YAML, schema = @Schema(type = "string"))
            })
    @GetMapping(
            path = "/{id}/versions/{version}",
            produces = {MediaType.APPLICATION_JSON_VALUE, DocumentBodies.YAML})
    ResponseEntity<Object> version(
            Caller caller,
            @PathVariable DefinitionId id,
            @PathVariable int version,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable
                    String accept) {
        DefinitionVersion found = definitions.version(caller.tenant(), id, version);
        if (accept != null && accept.contains(DocumentBodies.YAML)) {
            return ResponseEntity.ok()
                    .contentType(MediaType.parseMediaType(DocumentBodies.YAML))
                    .body(found.source().getBytes(StandardCharsets.UTF_8));
        }
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(WorkflowVersionView.of(found));
    }
}
