package dev.millrace.agents;

import dev.millrace.agents.own.AgentDocuments;
import dev.millrace.agents.own.BuiltInAgents;
import dev.millrace.agents.own.OwnAgent;
import dev.millrace.agents.own.OwnAgents;
import dev.millrace.http.ETags;
import dev.millrace.http.Utf8;
import dev.millrace.pipelines.document.Format;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The workspace's own agents: write, change, delete. */
@Tag(name = "Agents")
@RestController
@RequestMapping("/api/agents/{workspaceId}/agents/{name}")
final class OwnAgentsController {
    private static final String YAML = "application/yaml";
    private static final String TEXT_YAML = "text/yaml";
    private static final String X_YAML = "application/x-yaml";

    private final OwnAgents own;
    private final AgentDocuments documents;
    private final BuiltInAgents builtIn;

    OwnAgentsController(OwnAgents own, AgentDocuments documents, BuiltInAgents builtIn) {
        this.own = own;
        this.documents = documents;
        this.builtIn = builtIn;
    }

    @Operation(summary = "Get an agent of your own")
    @GetMapping
    ResponseEntity<OwnAgentView> get(
            Caller caller,
            @PathVariable String workspaceId,
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch) {
        WorkspacePath.require(caller, workspaceId);
        OwnAgent found = own.own(caller.tenant(), name).orElseThrow(() -> Problem.notFound("agent of your own", name));
        return ETags.answer(ifNoneMatch, found.version(), OwnAgentView.of(found));
    }

    @Operation(
            summary = "Write or change an agent of your own",
            description = "The body is as GET /api/agents/schema describes it, in JSON or YAML. Open runs keep theirs.")
    @ApiResponse(responseCode = "200", description = "Changed; or it was so already.")
    @ApiResponse(responseCode = "201", description = "Written.")
    @ApiResponse(responseCode = "409", description = "An agent that Millrace brings along has this name.")
    @ApiResponse(responseCode = "412", description = "The agent is not at the version that If-Match names.")
    @ApiResponse(responseCode = "422", description = "The definition is wrong: errors has every place.")
    @Requires(Role.ADMIN)
    @PutMapping(consumes = {MediaType.APPLICATION_JSON_VALUE, YAML, TEXT_YAML, X_YAML})
    ResponseEntity<OwnAgentView> put(
            Caller caller,
            @PathVariable String workspaceId,
            @PathVariable String name,
            @RequestBody byte[] document,
            HttpServletRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        WorkspacePath.require(caller, workspaceId);
        builtIn.requireFree(caller.tenant(), name);
        String type = request.getContentType();
        Format format = type == null || type.startsWith(MediaType.APPLICATION_JSON_VALUE) ? Format.JSON : Format.YAML;
        AgentDefinition agent = documents.read(name, Utf8.text(document), format);
        Written written = new Written();
        OwnAgent now = own.put(caller.tenant(), agent, caller.actor(), before -> written.over(before, ifMatch));
        return ResponseEntity.status(written.isNew ? HttpStatus.CREATED : HttpStatus.OK)
                .eTag(ETags.of(now.version()))
                .body(OwnAgentView.of(now));
    }

    @Operation(summary = "Delete an agent of your own", description = "Its runs stay, and open ones go on.")
    @ApiResponse(responseCode = "204", description = "Deleted.")
    @Requires(Role.ADMIN)
    @DeleteMapping
    ResponseEntity<Void> delete(
            Caller caller,
            @PathVariable String workspaceId,
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        WorkspacePath.require(caller, workspaceId);
        own.delete(caller.tenant(), name, before -> ETags.require(ifMatch, before.version()));
        return ResponseEntity.noContent().build();
    }

    private static final class Written {
        private boolean isNew;

        void over(Optional<OwnAgent> before, @Nullable String ifMatch) {
            isNew = before.isEmpty();
            if (ifMatch != null && isNew) {
                throw new Problem(
                        ProblemType.PRECONDITION_FAILED, "there is no such agent yet, so that no If-Match can match");
            }
            before.ifPresent(agent -> ETags.require(ifMatch, agent.version()));
        }
    }
}
