package dev.millrace.entities;

import dev.millrace.http.ETags;
import dev.millrace.http.Page;
import dev.millrace.http.PageRequest;
import dev.millrace.problems.Problem;
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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
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
import org.springframework.web.util.UriUtils;

/** The workspace's business records. */
@Tag(name = "Entities", description = "Business records under the client's own ids, which agents read.")
@RestController
@RequestMapping("/api/v1/entities/{type}")
class EntitiesController {
    private final Entities entities;
    private final ImportUpload imports;

    EntitiesController(Entities entities, ImportUpload imports) {
        this.entities = entities;
        this.imports = imports;
    }

    @Operation(summary = "List entities of a type, newest first")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Page<EntityView> list(
            Caller caller,
            @PathVariable EntityType type,
            PageRequest page,
            @Parameter(description = "Only those that name this entity, given as <type>/<id>: company/acme.")
                    @RequestParam(name = "related_to", required = false)
                    @Nullable
                    String relatedTo,
            @Parameter(
                            description =
                                    "Only those with this text in their id or an attribute, in upper or lower case; at most 200"
                                            + " characters.")
                    @RequestParam(required = false)
                    @Nullable
                    String q) {
        EntityFilter filter = new EntityFilter(related(relatedTo), q);
        return Page.of(
                entities.list(caller.tenant(), type, filter, page.after(), page.fetch()),
                page,
                Entities.Listed::place,
                listed -> EntityView.of(listed.entity()));
    }

    @Operation(summary = "Get an entity")
    @ApiResponse(responseCode = "200", description = "The entity; its ETag changes with its attributes.")
    @ApiResponse(responseCode = "304", description = "The client has it already.", content = @Content)
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<EntityView> get(
            Caller caller,
            @PathVariable EntityType type,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch) {
        EntityView view = EntityView.of(entities.get(caller.tenant(), new EntityRef(type, id)));
        return ETags.answer(ifNoneMatch, ETags.fingerprint(view), view);
    }

    @Operation(summary = "Write an entity", description = """
                    The body is its attributes, or an object with nothing but `attributes`. They take the place of those that \
                    were there; the same again changes nothing. Of an attribute that is null nothing is kept. Known attributes, \
                    such as a lead's email, employees or converted, are checked; all others are free. An attribute such as \
                    `company_id` names another entity.""")
    @ApiResponse(responseCode = "200", description = "The entity, which was there before.")
    @ApiResponse(responseCode = "201", description = "The entity, which is new.")
    @ApiResponse(responseCode = "412", description = "The entity is not the one that If-Match names.")
    @ApiResponse(
            responseCode = "422",
            description = "An attribute is not of its type, or too large; errors names each.")
    @Requires(Role.OPERATOR)
    @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<EntityView> put(
            Caller caller,
            @PathVariable EntityType type,
            @PathVariable String id,
            @RequestBody Map<String, @Nullable Object> attributes,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        Entities.Put put = entities.put(
                caller.tenant(),
                EntityBody.read(type, id, attributes),
                before -> ETags.require(
                        ifMatch, before.map(EntitiesController::tag).orElse("none")));
        EntityView view = EntityView.of(put.entity());
        return ResponseEntity.status(put.created() ? 201 : 200)
                .location(URI.create("/api/v1/entities/" + type.word() + "/"
                        + UriUtils.encodePathSegment(id, StandardCharsets.UTF_8)))
                .eTag(ETags.of(ETags.fingerprint(view)))
                .body(view);
    }

    @Operation(summary = "Delete an entity", description = "Those that name it stay as they are.")
    @ApiResponse(responseCode = "204", description = "Deleted.")
    @ApiResponse(responseCode = "412", description = "The entity is not the one that If-Match names.")
    @Requires(Role.OPERATOR)
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(
            Caller caller,
            @PathVariable EntityType type,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        entities.delete(caller.tenant(), new EntityRef(type, id), entity -> ETags.require(ifMatch, tag(entity)));
        return ResponseEntity.noContent().build();
    }

    @Operation(summary = "Import entities of a type", description = """
                    The body, or the part `file` of a multipart one, is CSV whose first line names the attributes, `id` among \
                    them, or JSON Lines with one object a line: {"id": "…", …}; in UTF-8, up to 1 GiB, each row up to 1 MiB. It \
                    is read as it arrives. A row at fault fails alone; an id that comes twice is as its last row says. In CSV \
                    an empty value is no attribute; in free columns plain numbers, true and false are taken as such. The same \
                    file again changes nothing.""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
                @Content(mediaType = "application/x-ndjson", schema = @Schema(type = "string"))
            })
    @ApiResponse(responseCode = "200", description = "How it went; the first 100 rows that failed.")
    @ApiResponse(responseCode = "413", description = "The file is too large; the rows before were imported.")
    @ApiResponse(responseCode = "422", description = "The file as a whole cannot be read: it is empty, or has no ids.")
    @Requires(Role.OPERATOR)
    @PostMapping(path = "/import", produces = MediaType.APPLICATION_JSON_VALUE)
    ImportView read(Caller caller, @PathVariable EntityType type, HttpServletRequest request) {
        return ImportView.of(imports.read(caller.tenant(), type, request));
    }

    private static String tag(Entity entity) {
        return ETags.fingerprint(EntityView.of(entity));
    }

    private static @Nullable EntityRef related(@Nullable String to) {
        if (to == null) {
            return null;
        }
        int slash = to.indexOf('/');
        try {
            return new EntityRef(
                    EntityType.valueOf(to.substring(0, Math.max(0, slash)).toUpperCase(Locale.ROOT)),
                    to.substring(slash + 1));
        } catch (IllegalArgumentException noType) {
            throw Problem.malformed("related_to", "related_to is <type>/<id>, such as company/acme");
        }
    }
}
