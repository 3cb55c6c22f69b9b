package dev.millrace.llm;

import dev.millrace.http.ETags;
import dev.millrace.http.Page;
import dev.millrace.http.PageRequest;
import dev.millrace.llm.prompts.Prompt;
import dev.millrace.llm.prompts.Prompts;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The workspace's prompts: versions that never change, and labels that move between them. */
@Tag(name = "Language models")
@RestController
@RequestMapping("/api/v1/llm/prompts")
final class PromptsController {
    private final Prompts prompts;

    PromptsController(Prompts prompts) {
        this.prompts = prompts;
    }

    @Operation(summary = "List prompts, newest first")
    @GetMapping
    Page<PromptView> list(Caller caller, PageRequest page) {
        return Page.of(prompts.list(caller.tenant(), page.after(), page.fetch()), page, Prompt::id, PromptView::of);
    }

    @Operation(summary = "Write a prompt")
    @ApiResponse(responseCode = "201", description = "The prompt with its first version; Location is where it is.")
    @ApiResponse(responseCode = "409", description = "Another prompt has this name.")
    @ApiResponse(responseCode = "422", description = "The name or the template is none.")
    @Requires(Role.OPERATOR)
    @PostMapping
    ResponseEntity<PromptView> create(Caller caller, @RequestBody PromptRequest request) {
        Prompt made = prompts.create(
                caller.tenant(), request.name(), request.description(), request.parsed(), caller.actor());
        return ResponseEntity.created(URI.create("/api/v1/llm/prompts/" + made.name()))
                .eTag(ETags.of(made.revision()))
                .body(PromptView.of(made));
    }

    @Operation(summary = "Get a prompt with its labels")
    @ApiResponse(responseCode = "200", description = "The prompt; its ETag changes with its versions and labels.")
    @ApiResponse(responseCode = "304", description = "The prompt is as the ETag in If-None-Match says.")
    @GetMapping("/{name}")
    ResponseEntity<PromptView> get(
            Caller caller,
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch) {
        Prompt prompt = prompts.get(caller.tenant(), name);
        return ETags.answer(ifNoneMatch, prompt.revision(), PromptView.of(prompt));
    }

    @Operation(summary = "List a prompt's versions, newest first")
    @GetMapping("/{name}/versions")
    Page<PromptView.Version> versions(Caller caller, @PathVariable String name, PageRequest page) {
        UUID after = page.after();
        Integer before = after == null ? null : (int) after.getLeastSignificantBits();
        return Page.of(
                prompts.versions(caller.tenant(), name, before, page.fetch()),
                page,
                version -> new UUID(0, version.version()),
                version -> PromptView.Version.of(name, version));
    }

    @Operation(
            summary = "Write a prompt's next version",
            description = "Labels stay where they are. The newest template again makes no new version.")
    @ApiResponse(responseCode = "201", description = "The newest version; Location is where it is.")
    @ApiResponse(responseCode = "412", description = "The prompt is not at the version that If-Match names.")
    @ApiResponse(responseCode = "422", description = "The template is none.")
    @Requires(Role.OPERATOR)
    @PostMapping("/{name}/versions")
    ResponseEntity<PromptView.Version> addVersion(
            Caller caller,
            @PathVariable String name,
            @RequestBody PromptRequest.Version request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        Prompt changed =
                prompts.addVersion(caller.tenant(), name, request.parsed(), caller.actor(), unlessChanged(ifMatch));
        return ResponseEntity.created(
                        URI.create("/api/v1/llm/prompts/" + changed.name() + "/versions/" + changed.version()))
                .body(PromptView.Version.of(name, prompts.version(caller.tenant(), name, changed.version())));
    }

    @Operation(summary = "Get a version of a prompt")
    @ApiResponse(responseCode = "200", description = "The version; it never changes.")
    @ApiResponse(responseCode = "304", description = "The client has it already.")
    @GetMapping("/{name}/versions/{version}")
    ResponseEntity<PromptView.Version> version(
            Caller caller,
            @PathVariable String name,
            @PathVariable int version,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch) {
        return ETags.answer(
                ifNoneMatch, version, PromptView.Version.of(name, prompts.version(caller.tenant(), name, version)));
    }

    @Operation(summary = "Put a label on a version", description = "It is taken from the version that it was on.")
    @ApiResponse(responseCode = "200", description = "The prompt as it is now.")
    @ApiResponse(responseCode = "412", description = "The prompt is not at the version that If-Match names.")
    @ApiResponse(responseCode = "422", description = "The prompt has no such version, or the label is none.")
    @Requires(Role.OPERATOR)
    @PutMapping("/{name}/labels/{label}")
    ResponseEntity<PromptView> label(
            Caller caller,
            @PathVariable String name,
            @PathVariable String label,
            @RequestBody PromptRequest.Label request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        Prompt changed = prompts.label(caller.tenant(), name, label, request.version(), unlessChanged(ifMatch));
        return ResponseEntity.ok().eTag(ETags.of(changed.revision())).body(PromptView.of(changed));
    }

    private static Consumer<Prompt> unlessChanged(@Nullable String ifMatch) {
        return prompt -> ETags.require(ifMatch, prompt.revision());
    }
}
